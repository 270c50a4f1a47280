import { Chance } from '../../account/chance.ts'
import { damageContainer, gzip, pack } from './containers.ts'
import { ANY_BYTE_MUTATION, ANY_MUTATION } from './mutations.ts'
import { RecordReader, type CloudTrailRecord } from '../../cloudtrail/record.ts'
import { readLogFile } from '../../ingest/readLogFile.ts'
import { seedsOf, type Seed } from './seeds.ts'

/** A file that no trail delivered. */
export interface Mutant {
  readonly bytes: Buffer
  /** How it was made. */
  readonly story: readonly string[]
  readonly expected: Expected | null
}

/** Records that a mutant must give, known from how it was made. */
export interface Expected {
  /** Exactly these; the first of these, if its compressed data is cut off; these among others. */
  readonly kind: 'exactly' | 'first of' | 'among others'
  readonly records: readonly string[]
}

/** A seed with its records. */
export interface KnownSeed extends Seed {
  /** The result of reading it unchanged. */
  readonly records: readonly string[]
}

/** The files that mutants are made of. `folder`: the real files; null for generated ones only. */
export async function stockOf(folder: string | null): Promise<Stock> {
  const reader = new RecordReader()
  const seeds: KnownSeed[] = []
  for (const seed of seedsOf(folder)) {
    const records: string[] = []
    const sink = { record: ({ text }: CloudTrailRecord) => void records.push(text), problem: () => {} }
    await readLogFile(seed.name, chunksOf(seed.bytes, Infinity), sink, { reader })
    seeds.push({ ...seed, records })
  }
  return new Stock(seeds)
}

/** Bytes as from a disk, in chunks of a given size. */
export async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** Seeds, weighted by how often they are used. */
export class Stock {
  readonly #small: readonly KnownSeed[]
  readonly #large: readonly KnownSeed[]
  readonly #plain: readonly PlainSeed[]
  readonly #records: readonly string[]

  constructor(seeds: readonly KnownSeed[]) {
    this.#small = seeds.filter(({ bytes }) => bytes.length <= LARGE_BYTES)
    this.#large = seeds.filter(({ bytes }) => bytes.length > LARGE_BYTES)
    this.#plain = this.#small.flatMap((seed) => plainSeed(seed) ?? [])
    this.#records = [...new Set(this.#plain.flatMap(({ records }) => records))].filter(
      (text) => !text.includes('\n') && text.startsWith('{"eventVersion"'),
    )
  }

  /** Distinct records, each on one line. */
  get records(): readonly string[] {
    return this.#records
  }

  /** The mutant with a number: always the same for the same stock. */
  mutant(seed: number, number: number): Mutant {
    const chance = new Chance('fuzz', seed, number)
    const kind = chance.next()
    if (kind < 0.1) return this.#cut(chance)
    if (kind < 0.2) return this.#brokenLine(chance)
    return this.#changed(chance)
  }

  /** A truncated file of plain text: every complete record before the end is known. */
  #cut(chance: Chance): Mutant {
    const { name, bytes, records, ends } = chance.pick(this.#plain)
    const at = chance.int(1, bytes.length)
    const whole = records.filter((_, i) => ends[i]! <= at)
    const story = [name, `is cut off at byte ${at}`]
    const rest = bytes.subarray(0, at)
    if (chance.happens(0.6)) return { bytes: rest, story, expected: { kind: 'exactly', records: whole } }
    if (chance.happens(0.5))
      return {
        bytes: gzip(rest),
        story: [...story, 'gzipped'],
        expected: { kind: 'exactly', records: whole },
      }
    const packed = gzip(bytes)
    const end = chance.int(1, packed.length)
    return {
      bytes: packed.subarray(0, end),
      story: [name, 'gzipped', `is cut off at byte ${end}`],
      expected: { kind: 'first of', records },
    }
  }

  /** Lines of records, one of which is changed after its first byte: all others must be found. */
  #brokenLine(chance: Chance): Mutant {
    const lines = Array.from({ length: chance.int(2, 4) }, () => chance.pick(this.#records))
    const broken = chance.int(0, lines.length - 1)
    const line = Buffer.from(lines[broken]!).toString('latin1')
    const { name, apply } = chance.weighted(ANY_MUTATION)
    const other = Buffer.from(chance.pick(this.#records)).toString('latin1')
    const changed = line[0]! + apply(line.slice(1), chance, other)
    const bytes = lines.map((text, i) => (i === broken ? Buffer.from(changed, 'latin1') : Buffer.from(text)))
    return {
      bytes: Buffer.concat(bytes.flatMap((text) => [text, Buffer.from('\n')])),
      story: [`${lines.length} lines`, `line ${broken + 1} ${name}`],
      // A changed line may include the next ones, if it begins a log file or has new lines of its
      // own.
      expected:
        changed.includes('\n') || changed.includes('[{"')
          ? null
          : { kind: 'among others', records: lines.filter((_, i) => i !== broken) },
    }
  }

  /**
   * A file that is changed in some places, then sometimes compressed, and sometimes damaged after
   * that.
   */
  #changed(chance: Chance): Mutant {
    const seed = this.#pick(chance)
    const other = this.#pick(chance).bytes.toString('latin1')
    const story = [seed.name]
    let text = seed.bytes.toString('latin1')
    for (let left = chance.pick([1, 1, 1, 2, 2, 3, 5, 8]); left > 0; left--) {
      const { name, apply } = chance.weighted(isText(text) ? ANY_MUTATION : ANY_BYTE_MUTATION)
      text = apply(text, chance, other)
      story.push(name)
    }
    let bytes = Buffer.from(text, 'latin1')
    const isPacked = chance.happens(0.25)
    if (isPacked) {
      const packed = pack(bytes, chance)
      bytes = Buffer.from(packed.bytes)
      story.push(packed.name)
    }
    if ((isPacked || !isText(text)) && chance.happens(0.5)) {
      const damaged = damageContainer(bytes.toString('latin1'), chance)
      bytes = Buffer.from(damaged.bytes, 'latin1')
      story.push(damaged.name)
    }
    return { bytes, story, expected: null }
  }

  /** Usually a small one, so that more are tried in the same time. */
  #pick(chance: Chance): KnownSeed {
    if (this.#large.length > 0 && chance.happens(LARGE_SHARE)) return chance.pick(this.#large)
    const one = chance.pick(this.#small)
    const other = chance.pick(this.#small)
    return chance.happens(0.8) === one.bytes.length < other.bytes.length ? one : other
  }
}

/** A seed of plain text with each record as it was written. */
interface PlainSeed extends KnownSeed {
  /** The end of each record, in bytes. */
  readonly ends: readonly number[]
}

function plainSeed(seed: KnownSeed): PlainSeed | null {
  if (seed.records.length === 0) return null
  const ends: number[] = []
  for (const record of seed.records) {
    const at = seed.bytes.indexOf(record, ends.at(-1) ?? 0)
    if (at < 0) return null
    ends.push(at + Buffer.byteLength(record))
  }
  return { ...seed, ends }
}

function isText(bytes: string): boolean {
  return !bytes.startsWith('\x1f\x8b') && !bytes.startsWith('PK')
}

const LARGE_BYTES = 16 * 1024
const LARGE_SHARE = 0.003
