import { gzipSync } from 'node:zlib'
import type { Chance } from '../../account/chance.ts'
import { xzOfStored, zstdOfStored } from '../../ingest/containers/storedForTest.ts'
import { pax, tar } from '../../ingest/containers/tarForTest.ts'
import { zip } from '../../ingest/containers/zipForTest.ts'

/** A way to compress bytes. */
interface Container {
  readonly name: string
  readonly pack: (bytes: Buffer, chance: Chance) => Buffer
}

const CONTAINERS: readonly (readonly [weight: number, container: Container])[] = [
  [6, { name: 'gzipped', pack: (bytes) => gzip(bytes) }],
  [
    2,
    {
      name: 'gzipped in several members',
      pack: (bytes, chance) => {
        const at = chance.int(0, bytes.length)
        return Buffer.concat([gzip(bytes.subarray(0, at)), gzip(bytes.subarray(at))])
      },
    },
  ],
  [1, { name: 'gzipped twice', pack: (bytes) => gzip(gzip(bytes)) }],
  [0.2, { name: 'gzipped more often than is read', pack: (bytes) => gzip(gzip(gzip(gzip(gzip(bytes))))) }],
  [
    4,
    {
      name: 'in a zip archive',
      pack: (bytes, chance) =>
        zip([
          { name: 'logs/', content: '' },
          {
            name: chance.pick(['a.json', 'logs/ä.json', '../x', '.hidden', '']),
            content: bytes,
            ...style(chance),
          },
          { name: 'b.json', content: bytes.subarray(0, chance.int(0, bytes.length)), ...style(chance) },
        ]),
    },
  ],
  [
    1,
    {
      name: 'gzipped in a zip archive',
      pack: (bytes, chance) => zip([{ name: 'a.json.gz', content: gzip(bytes), ...style(chance) }]),
    },
  ],
  [
    2,
    {
      name: 'in a tar archive',
      pack: (bytes, chance) => {
        const archive = tar([
          { name: 'logs/', type: '5' },
          ...(chance.happens(0.3) ? [pax({ path: 'logs/\u{e4}.json' })] : []),
          { name: chance.pick(['a.json', '../x', '']), content: bytes, old: chance.happens(0.2) },
          { name: 'b.json', content: bytes.subarray(0, chance.int(0, bytes.length)) },
        ])
        return chance.happens(0.5) ? archive : gzip(archive)
      },
    },
  ],
  [
    1,
    { name: 'in Zstandard', pack: (bytes, chance) => zstdOfStored(bytes, chance.pick([100, 5000, 100_000])) },
  ],
  [1, { name: 'in xz', pack: (bytes) => xzOfStored(bytes) }],
  [
    1,
    {
      name: 'gzipped, with other bytes behind it',
      pack: (bytes, chance) =>
        Buffer.concat([
          gzip(bytes),
          Buffer.from(chance.pick(['\r\n', '\0\0\0', 'bye', '\x1f\x8b']), 'latin1'),
        ]),
    },
  ],
  [2, { name: 'in UTF-16', pack: (bytes, chance) => utf16(bytes, chance) }],
  [
    1,
    {
      name: 'in UTF-8, then in UTF-16',
      pack: (bytes, chance) => Buffer.concat([bytes, Buffer.from('\n'), utf16(bytes, chance)]),
    },
  ],
  [1, { name: 'in Latin-1', pack: (bytes) => Buffer.from(bytes.toString(), 'latin1') }],
]

export function pack(bytes: Buffer, chance: Chance): { name: string; bytes: Buffer } {
  const { name, pack: packed } = chance.weighted(CONTAINERS)
  return { name, bytes: packed(bytes, chance) }
}

/** The least effort, since the compression ratio does not matter. */
export function gzip(bytes: Buffer): Buffer {
  return gzipSync(bytes, { level: 1 })
}

function style(chance: Chance): { stored?: boolean; trailer?: boolean } {
  return chance.pick([{}, { stored: true }, { trailer: true }, { stored: true, trailer: true }])
}

function utf16(bytes: Buffer, chance: Chance): Buffer {
  const wide = Buffer.from(`${chance.pick(['\u{feff}', ''])}${bytes.toString()}`, 'utf16le')
  return chance.happens(0.5) ? wide : wide.swap16()
}

/** Fields of containers that readers rely on: offsets after a signature, and their lengths. */
const FIELDS: readonly (readonly [name: string, signature: string, from: number, to: number])[] = [
  ["gzip's header", '\x1f\x8b', 2, 10],
  ["gzip's first block", '\x1f\x8b', 10, 14],
  ["a zip file's header", 'PK\x03\x04', 4, 30],
  ["a zip file's sizes", 'PK\x03\x04', 14, 30],
  ["a zip file's name", 'PK\x03\x04', 30, 40],
  ["a zip file's trailer", 'PK\x07\x08', 4, 16],
  ["the zip archive's directory", 'PK\x01\x02', 0, 46],
  ["a tar file's header", 'ustar', -257, 255],
  ["a Zstandard frame's header", '\x28\xb5\x2f\xfd', 4, 12],
  ["an xz file's header", '\xfd7zXZ', 6, 40],
  ["the zip archive's end", 'PK\x05\x06', 0, 22],
]

/** Damages what surrounds the data. Bytes as in {@link Mutation}. */
export function damageContainer(bytes: string, chance: Chance): { name: string; bytes: string } {
  const fields = FIELDS.filter(([, signature]) => bytes.includes(signature))
  if (fields.length === 0 || chance.happens(0.25)) return damageEnd(bytes, chance)
  const [name, signature, from, to] = chance.pick(fields)
  const start = chance.happens(0.5) ? bytes.indexOf(signature) : bytes.lastIndexOf(signature)
  const at = Math.max(0, start + chance.int(from, to - 1))
  const length = chance.pick([1, 1, 2, 4])
  const put = chance
    .pick(['\0', '\xff', '\x01', '\x08', '\x63', chance.characters('\x01\x02\x04\x10\x20\x40\x80', 1)])
    .repeat(length)
  return { name: `is damaged in ${name}`, bytes: bytes.slice(0, at) + put + bytes.slice(at + length) }
}

/** The end has checksums and sizes: those of gzip, and the position of zip's directory. */
function damageEnd(bytes: string, chance: Chance): { name: string; bytes: string } {
  const length = bytes.length
  switch (chance.int(0, 5)) {
    case 0:
      return { name: 'has another gzip checksum', bytes: `${bytes.slice(0, -8)}\0\0\0\0${bytes.slice(-4)}` }
    case 1:
      return {
        name: 'has another gzip size',
        bytes:
          bytes.slice(0, -4) +
          chance.pick(['\0\0\0\0', '\xff\xff\xff\xff', '\xff\xff\xff\x7f', '\x01\0\0\0']),
      }
    case 2:
      return { name: 'lost its end', bytes: bytes.slice(0, length - chance.int(1, Math.min(40, length))) }
    case 3:
      return { name: 'is cut off', bytes: bytes.slice(0, chance.int(0, length)) }
    case 4:
      return { name: 'is followed by zeros', bytes: bytes + '\0'.repeat(chance.int(1, 600)) }
    default:
      return { name: 'is followed by itself', bytes: bytes + bytes }
  }
}
