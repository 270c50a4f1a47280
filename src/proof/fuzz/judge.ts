import { isDeepStrictEqual } from 'node:util'
import { describeRecord } from '../../cloudtrail/describe.ts'
import { eventTitle } from '../../cloudtrail/eventTitle.ts'
import { RecordReader, type CloudTrailRecord } from '../../cloudtrail/record.ts'
import { summarizeEvent } from '../../cloudtrail/summary.ts'
import { readLogFile, type ReadLogFileOptions } from '../../ingest/readLogFile.ts'
import { describeRecordPosition, type RecordPosition } from '../../ingest/reading.ts'
import { leavesDiffer } from './leaves.ts'
import { chunksOf, type Expected } from './mutants.ts'
import { Origin } from './origin.ts'
import { wholeRecordsIn } from './plainSearch.ts'
import { badPosition, badReason } from './problems.ts'

/** The result for one file. */
export interface Verdict {
  /** The records' texts. */
  readonly records: readonly string[]
  readonly reasons: readonly string[]
  /**
   * The promise that was broken, in a sentence that begins with its name; null if all were kept.
   */
  readonly broken: string | null
}

/** What reading finds, in order. */
interface Finding {
  readonly records: CloudTrailRecord[]
  readonly positions: RecordPosition[]
  readonly problems: { readonly position: string | null; readonly reason: string }[]
}

export type Read = typeof readLogFile

/**
 * Reads files and checks the results against the promises. Its reader goes from file to file, like
 * the product's, so the shapes that it knows come from all files before.
 */
export class Judge {
  readonly #read: Read
  readonly #reader = new RecordReader()
  /** Records whose text was already checked. */
  readonly #known = new Set<string>()

  constructor(read: Read = readLogFile) {
    this.#read = read
  }

  /**
   * `thorough`: also in chunks of this size, with a reader without known shapes, which must give
   * the same.
   */
  async judge(bytes: Buffer, expected: Expected | null, thorough: number | null): Promise<Verdict> {
    let found: Finding
    try {
      found = await this.#find(bytes, { reader: this.#reader }, bytes.length)
    } catch (error) {
      return { records: [], reasons: [], broken: `It throws nothing: ${describeError(error)}` }
    }
    const broken =
      this.#broken(found, bytes, expected) ??
      (thorough === null ? null : await this.#inChunks(bytes, found, thorough))
    return {
      records: found.records.map(({ text }) => text),
      reasons: found.problems.map(({ reason }) => reason),
      broken,
    }
  }

  #broken(found: Finding, bytes: Buffer, expected: Expected | null): string | null {
    const origin = new Origin(bytes)
    for (const { position, reason } of found.problems) {
      const bad = badReason(reason, origin) ?? badPosition(position, origin)
      if (bad !== null) return `Problems have a position and a reason: ${bad}: ${position}: ${reason}`
    }
    let before: RecordPosition | null = null
    for (const [index, record] of found.records.entries()) {
      const position = found.positions[index]!
      const place = describeRecordPosition(position)
      if (position.record !== 1 && position.record !== (before?.record ?? 0) + 1)
        return `Records are numbered: ${place} comes after ${before === null ? 'nothing' : describeRecordPosition(before)}`
      before = position
      const { text } = record
      if (!origin.has(text)) return `A record is in its file exactly as given: ${place}: ${text}`
      if (this.#known.has(text)) continue
      const wrong = wrongRecord(record, text)
      if (wrong !== null) return `${wrong}: ${place}: ${text}`
      if (this.#known.size < MAX_KNOWN) this.#known.add(text)
    }
    const texts = found.records.map(({ text }) => text)
    return (expected && missed(texts, expected)) ?? overlooked(texts, found, origin)
  }

  async #inChunks(bytes: Buffer, found: Finding, size: number): Promise<string | null> {
    const again = await this.#find(bytes, {}, size)
    const plain = ({ records, positions, problems }: Finding) => ({
      records: records.map(({ text }) => text),
      positions,
      problems,
    })
    if (isDeepStrictEqual(plain(again), plain(found))) return null
    return `The size of chunks makes no difference: chunks of ${size} bytes give ${describe(again)}, one chunk gives ${describe(found)}`
  }

  async #find(bytes: Buffer, options: ReadLogFileOptions, chunkSize: number): Promise<Finding> {
    const found: Finding = { records: [], positions: [], problems: [] }
    await this.#read(
      'mutant',
      chunksOf(bytes, chunkSize),
      {
        record: (record, position) => {
          found.records.push(record)
          found.positions.push(position)
        },
        problem: (position, reason) => found.problems.push({ position, reason }),
      },
      options,
    )
    return found
  }
}

/** What is wrong with a single record. */
function wrongRecord(record: CloudTrailRecord, text: string): string | null {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return `A record is JSON (${describeError(error)})`
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    return 'A record is a JSON object'
  const difference = leavesDiffer(record, parsed)
  if (difference !== null) return `A record has what JSON.parse gives (${difference})`
  try {
    const { eventTimeMs, ...described } = describeRecord(record)
    const event = {
      ...described,
      id: described.eventID ?? 'none',
      eventTime: eventTimeMs === null ? null : new Date(eventTimeMs).toISOString(),
    }
    if (eventTitle(event) === '') return 'An event has a title'
    if (!/\S.*\.$/su.test(summarizeEvent(event, parsed)))
      return `An event is summed up in a sentence (${summarizeEvent(event, parsed)})`
  } catch (error) {
    return `A record can be described (${describeError(error)})`
  }
  return null
}

function missed(texts: readonly string[], { kind, records }: Expected): string | null {
  const law = `Records before and after a break are kept`
  switch (kind) {
    case 'exactly':
      return isDeepStrictEqual(texts, records)
        ? null
        : `${law}: ${texts.length} found, but it has ${records.length}`
    case 'first of':
      return texts.every((text, i) => text === records[i])
        ? null
        : `${law}: those found are not the first of those in the file`
    case 'among others': {
      let next = 0
      for (const text of texts) if (text === records[next]) next++
      return next === records.length ? null : `${law}: of ${records.length} whole lines ${next} were found`
    }
  }
}

/** A whole record that a plain search finds in the file and reading does not. */
function overlooked(texts: readonly string[], { problems }: Finding, origin: Origin): string | null {
  if (!origin.isPlainJson || problems.some(({ reason }) => EXCUSES.test(reason))) return null
  for (const record of wholeRecordsIn(origin.text!))
    if (!texts.some((text) => text.includes(record))) return `Every whole record is found: ${record}`
  return null
}

/** Where records may be left out: over a limit, and in the literals of other languages. */
const EXCUSES = /^Reading stopped|neither text|compressed more|nested deeper|larger than|literal|YAML|wrapped/

function describe({ records, problems }: Finding): string {
  return `${records.length} records, ${JSON.stringify(problems)}`
}

function describeError(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ')
    : String(error)
}

const MAX_KNOWN = 20_000
