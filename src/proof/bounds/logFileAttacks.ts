import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { holds, promised, refusedWith, type Attack } from './attack.ts'
import {
  gzipOf,
  gzipOfOneMember,
  MB,
  record,
  times,
  write,
  writeGzipped,
  zipOf,
  zipOfMany,
  zipOfOverlapping,
} from './monsters.ts'
import { bombForTest } from '../../ingest/containers/bombsForTest.ts'
import { tar } from '../../ingest/containers/tarForTest.ts'
import { ask } from '../../testing/ask.ts'
import type { RunningConsole } from '../../testing/runningConsole.ts'

/** Hostile log files, next to an ordinary one. */
export const LOG_FILE_ATTACKS: readonly Attack[] = [
  {
    name: 'gzip of 10 GB, one member',
    logFiles: (folder) => write(join(folder, 'bomb.json.gz'), gzipOfOneMember(10_000)),
    strike: (server) => refusedWith(server, /decompresses to more than/),
  },
  {
    name: 'gzip of 10 GB, many members, after a record',
    logFiles: (folder) => write(join(folder, 'bomb.json.gz'), gzipOf(record(1), 10_000, ' ', record(2))),
    strike: async (server) => {
      const line = await refusedWith(server, /decompresses to more than/)
      await holds(server, 1)
      return line
    },
  },
  {
    name: 'gzip in gzip of 10 GB',
    logFiles: async (folder) => {
      const inner = Buffer.concat([...gzipOf('', 10_000, ' ', '')])
      await writeFile(join(folder, 'bomb.json.gz'), gzipSync(inner))
    },
    strike: (server) => refusedWith(server, /decompresses to more than/),
  },
  {
    name: 'bzip2, xz and Zstandard of 10 GB',
    logFiles: async (folder) => {
      for (const kind of ['bzip2', 'xz', 'zstd'] as const)
        await writeFile(join(folder, `bomb.json.${kind}`), bombForTest(kind, 10_000))
    },
    strike: (server) =>
      refusedWith(
        server,
        /bzip2: .*decompresses to more than/,
        /xz: .*decompresses to more than/,
        /zstd: .*decompresses to more than/,
      ),
  },
  {
    name: 'tar with a file of 8 GB that is not there, and with 100,000 files',
    logFiles: async (folder) => {
      await writeFile(
        join(folder, 'huge.tar'),
        tar([{ name: 'a.json', content: record(1), size: 2 ** 33 - 1 }]),
      )
      const files = Array.from({ length: 100_000 }, (_, i) => ({ name: `${i}.json`, content: 'x' }))
      await writeFile(join(folder, 'many.tar'), tar(files))
    },
    strike: (server) => refusedWith(server, /huge\.tar/, /many\.tar/),
  },
  {
    name: 'zip with a file of 10 GB',
    logFiles: (folder) => write(join(folder, 'bomb.zip'), zipOf('bomb.json', 10_000)),
    strike: (server) => refusedWith(server, /decompresses to more than/),
  },
  {
    name: 'zip of 1,000 files that overlap',
    logFiles: (folder) => write(join(folder, 'bomb.zip'), zipOfOverlapping(1000, 1000)),
    strike: (server) => refusedWith(server, /bomb\.zip/),
  },
  {
    name: 'zip of a million files',
    logFiles: (folder) => write(join(folder, 'many.zip'), zipOfMany(1_000_000, 'x')),
    strike: (server) => refusedWith(server, /many\.zip/),
  },
  {
    name: 'a record with a text of 1 GB',
    logFiles: (folder) =>
      write(
        join(folder, 'huge.json.gz'),
        gzipOf(
          `{"Records":[${record(1)},${record(2).slice(0, -1)},"x":"`,
          1000,
          randomText(),
          `"},${record(3)}]}`,
        ),
      ),
    strike: async (server) => {
      const line = await refusedWith(server, /larger than 16777216 bytes/)
      await holds(server, 2)
      return line
    },
  },
  {
    name: 'a line of 1 GB that is not JSON',
    logFiles: (folder) =>
      write(
        join(folder, 'line.json'),
        (function* () {
          yield `${record(1)}\n`
          yield* times(1000, Buffer.alloc(MB, 'x'))
          yield `\n${record(2)}`
        })(),
      ),
    strike: async (server) => {
      const line = await refusedWith(server, /Not JSON/)
      await holds(server, 2)
      return line
    },
  },
  {
    name: '100,000 brackets, 10 million braces',
    logFiles: async (folder) => {
      await writeFile(join(folder, 'brackets.json'), '['.repeat(100_000))
      await writeFile(join(folder, 'closed.json'), '['.repeat(100_000) + ']'.repeat(100_000))
      await writeFile(join(folder, 'braces.json'), '{"detail":'.repeat(10_000_000))
      await writeFile(
        join(folder, 'records.json'),
        `{"eventVersion":"1","eventID":"1","x":`.repeat(1_000_000),
      )
      await writeFile(
        join(folder, 'deep.json'),
        `{"Records":[${record(1)},{"eventVersion":"1","eventID":"2","x":${'['.repeat(100_000)}${']'.repeat(100_000)}},${record(3)}]}`,
      )
    },
    strike: async (server) => {
      const line = await refusedWith(
        server,
        /brackets/,
        /closed/,
        /braces/,
        /deep.json: .*nested deeper than 500/,
      )
      await holds(server, 2)
      return line
    },
  },
  {
    name: 'a record of a million paths, 16 times',
    logFiles: async (folder) => {
      for (let i = 0; i < 16; i++)
        await writeGzipped(join(folder, `${i}.json.gz`), recordOfPaths(i, 1_000_000))
    },
    strike: async (server) => {
      await server.loaded
      await ask(server, '/api/paths?contains=k9&limit=1000')
      await ask(server, '/api/events?maxResults=50&columns=requestParameters.k1')
      return await refusedWith(server)
    },
  },
  {
    name: 'a million paths, in 1,000 records',
    logFiles: (folder) => writeGzipped(join(folder, 'paths.json.gz'), recordsOfOwnPaths(1000, 1000)),
    strike: (server) => holdsPaths(server, 1000, 1_000_000),
  },
  {
    name: '100,000 records, each with a path of its own',
    logFiles: (folder) => writeGzipped(join(folder, 'paths.json.gz'), recordsOfOwnPaths(100_000, 1)),
    strike: (server) => holdsPaths(server, 100_000, 100_000),
  },
  {
    name: 'hostile file names',
    logFiles: async (folder) => {
      let number = 0
      for (const name of EVIL_NAMES)
        await writeFile(Buffer.concat([Buffer.from(`${folder}/`), name]), record(number++))
      const deep = join(folder, ...Array.from({ length: 10 }, () => 'd'.repeat(250)))
      await mkdir(deep, { recursive: true })
      await writeFile(join(deep, 'x'.repeat(255)), record(number++))
    },
    strike: async (server) => {
      await server.loaded
      // All but the one whose name is not valid UTF-8.
      await holds(server, EVIL_NAMES.length)
      return await refusedWith(server, /not valid UTF-8/)
    },
  },
  {
    name: '10,000 files of one record',
    logFiles: async (folder) => {
      for (let i = 0; i < 10_000; i++)
        await writeFile(join(folder, `${i}.json.gz`), gzipSync(`{"Records":[${record(i)}]}`))
    },
    strike: async (server) => {
      const start = performance.now()
      await server.loaded
      await holds(server, 10_000)
      return `loaded in ${((performance.now() - start) / 1000).toFixed(1)} s`
    },
  },
]

const EVIL_NAMES: readonly Buffer[] = [
  ...[
    'a\nb.json',
    '\u001b[31mred\u001b[0m.json',
    `'"\`$(id).json`,
    'x\\..\\..\\x.json',
    '\u202egnp.json',
    'a'.repeat(255),
    ' ',
    '-rf',
    '%2e%2e%2f',
    '<img src=x onerror=alert(1)>',
    '=cmd|x',
    '\u{1f4a3}',
  ].map((name) => Buffer.from(name)),
  Buffer.from([0x66, 0xff, 0xfe, 0x2e, 0x6a]),
]

function randomText(): string {
  return Array.from({ length: 1000 }, () => Math.random().toString(36).slice(2)).join('')
}

function* recordOfPaths(number: number, paths: number): Generator<string> {
  yield `${record(number).slice(0, -1)},"requestParameters":{"k0":0`
  for (let first = 1; first < paths; first += 1000)
    yield Array.from({ length: 1000 }, (_, i) => `,"k${first + i}":${(first + i) % 10}`).join('')
  yield '}}'
}

/** Each record has this many paths that no other record has. */
function* recordsOfOwnPaths(records: number, pathsEach: number): Generator<string> {
  for (let i = 0; i < records; i++) {
    const own = Array.from({ length: pathsEach }, (_, path) => [`own${i * pathsEach + path}`, 'x'])
    yield `${record(i, { requestParameters: { bucketName: 'logs', ...Object.fromEntries(own) } })}\n`
  }
}

async function holdsPaths(server: RunningConsole, records: number, paths: number): Promise<string> {
  const start = performance.now()
  await server.loaded
  const seconds = (performance.now() - start) / 1000
  await holds(server, records)
  const { distinct } = await ask<{ distinct: number }>(server, '/api/paths?contains=own')
  promised(distinct === paths, `${distinct} paths are known instead of ${paths}`)
  const path = 'requestParameters.own777'
  const { count } = await ask<{ count: number }>(server, `/api/events/count?${path}!=`)
  promised(count === 1, `${count} events have the path that one has`)
  await ask(server, `/api/events?maxResults=1000&columns=${path}`)
  await (await fetch(`${server.origin}/api/events/download`)).arrayBuffer()
  return `loaded in ${Math.round(seconds)} s`
}
