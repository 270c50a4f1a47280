import type { CloudTrailRecord, RecordReader } from '../../cloudtrail/record.ts'
import { skipSpace } from '../../cloudtrail/json/scan.ts'
import type { ContentReport } from '../contentReport.ts'
import type { BeginTable, LogFileLimits } from '../reading.ts'
import type { Facts } from '../shapes/envelopes.ts'
import type { Grid } from '../tables/grid.ts'
import { findSyntaxError } from './jsonSyntaxError.ts'
import type { LiteralKind } from './literals.ts'
import type { TextBuffer } from './textBuffer.ts'
import { endOfValue, ValueSkipper } from './valueSkipper.ts'

/**
 * Stops (`yield`) when the buffer has too little text; continues once more was appended or none
 * will follow.
 */
export type Walk<Result> = Generator<void, Result, void>

/**
 * Walks the value that starts at the buffer's position. `around`: what is known about the object
 * that it is a member of.
 */
type WalkValue = (state: WalkState, around: Facts | null, depth: number) => Walk<boolean>

/** The walks that others continue with: they call each other in turns. */
export interface Walks {
  readonly value: WalkValue
  /** See `salvage`. */
  readonly salvage: (state: WalkState, documentStart: RegExp | null) => Walk<boolean>
}

/**
 * The text of a walk, a whole content or a string in another text, and what the walk works with.
 */
export interface WalkContext {
  readonly buffer: TextBuffer
  readonly reader: RecordReader
  readonly report: ContentReport
  readonly limits: LogFileLimits
  readonly beginTable: BeginTable
  /** The position of the string in the text around it; null for a whole content. */
  readonly outerPosition: string | null
  /** How many texts it is nested in. */
  readonly nesting: number
}

/**
 * The position of a walk, what it remembers, and what it reports. Walks consume the buffer as they
 * go, so only the text of the current record is in memory. Walking a value returns whether it was
 * valid; if not, its break was reported.
 */
export class WalkState {
  readonly context: WalkContext
  readonly buffer: TextBuffer
  readonly walks: Walks
  /** The members that lead to the value that is walked, arrays left out. */
  readonly path: string[] = []
  /** The first paths that were entered in this document in search of records. */
  searched: string[] = []
  /** The language whose literal the document is; null for JSON. */
  literal: LiteralKind | null = null
  /** Why the text ends where it does, if it should not. */
  endReason: string | null = null
  /** Whether the last break was inside an array or an envelope that had been entered. */
  brokeInside = false
  /** The index of the last break. */
  brokeAt = 0
  /** Where reading went on behind the last break, in characters of the whole text. */
  resumedAt = 0
  /** How many characters of the whole text come before the end of what is known to be valid JSON. */
  soundTo = 0
  /** Characters that were read in vain, because what they began was broken. */
  wasted = 0
  /**
   * For how many more objects to look for a break first: if one line is cut off, others are, and
   * each would be read to the end.
   */
  careful = 0
  /** Does not report what is not a record: after a break it may be the rest of what broke. */
  isQuiet = false
  /** Does not report what is complete and not a record. */
  ignoresForeign = false
  /** Whether the objects in arrays are cells of rows, most of which have no record. */
  isInCells = false
  /** The table whose rows are the items of the array that is walked next; null for other arrays. */
  grid: Grid | null = null

  constructor(context: WalkContext, walks: Walks) {
    this.context = context
    this.buffer = context.buffer
    this.walks = walks
  }

  /**
   * Requests more text. Returns whether any arrived. Indices into the buffer are no longer valid
   * then.
   */
  *more(): Walk<boolean> {
    if (this.buffer.isLast) return false
    this.buffer.wanted = this.buffer.length * 2
    yield
    this.buffer.wanted = 0
    return true
  }

  /** Consumes white space. Returns whether anything follows it. */
  *skipSpace(): Walk<boolean> {
    const { buffer } = this
    for (;;) {
      buffer.at = skipSpace(buffer.text, buffer.at)
      if (buffer.at < buffer.text.length) return true
      if (!(yield* this.more())) return false
    }
  }

  /**
   * The index after the value that starts here, judging by its brackets alone; -1 if the text ends
   * first, or is longer than `most` characters without it. Nothing is consumed.
   */
  *endOfValue(most = this.context.limits.maxRecordBytes): Walk<number> {
    const { buffer } = this
    for (;;) {
      const end = endOfValue(buffer.text, buffer.at)
      if (end >= 0) return end
      if (buffer.length > most || !(yield* this.more())) return -1
    }
  }

  /** A walk that does not report what is complete and not a record. */
  *quietly(walk: Walk<boolean>): Walk<boolean> {
    const { ignoresForeign } = this
    this.ignoresForeign = true
    const isSound = yield* walk
    this.ignoresForeign = ignoresForeign
    return isSound
  }

  /** Skips a value of any size. */
  *skipValue(): Walk<boolean> {
    const skipper = new ValueSkipper()
    for (;;) {
      this.buffer.at = skipper.skip(this.buffer.text, this.buffer.at)
      if (skipper.isDone) return true
      if (!(yield* this.more())) return this.brokenOff()
    }
  }

  *skipTooLarge(what: 'record' | 'text' = 'record'): Walk<boolean> {
    this.leftOut(`A ${what} is larger than ${this.context.limits.maxRecordBytes} bytes and was skipped.`)
    return yield* this.skipValue()
  }

  *skipTooDeep(): Walk<boolean> {
    this.leftOut(`This is nested deeper than ${MAX_DEPTH} levels and was not searched for records.`)
    return yield* this.skipValue()
  }

  /** The position of an index in the buffer, for people. */
  position(index = this.buffer.at): string {
    return this.context.outerPosition ?? this.buffer.positionAt(index)
  }

  /** Whether so much was read in vain that reading on is not worth the time. */
  get isWasteful(): boolean {
    return this.wasted > MAX_WASTE + 8 * this.buffer.consumed
  }

  fits(length: number): boolean {
    return length <= this.context.limits.maxRecordBytes
  }

  found(record: CloudTrailRecord): void {
    this.isQuiet = false
    this.context.report.record(record)
  }

  /** Notes that records are searched for below the current path, for a refusal to name it. */
  noteSearched(): void {
    const path = this.path.join('.')
    if (path !== '' && this.searched.length < MAX_SEARCHED && !this.searched.includes(path))
      this.searched.push(path)
  }

  /** Reports a break. Always false, since what is broken is not valid. */
  broken(index: number, reason: string): false {
    this.careful = CAREFUL_VALUES
    // A line that was cut off breaks where the next one begins, but people look for the break on
    // its own line.
    const { text, at } = this.buffer
    this.wasted += Math.max(0, index - at)
    this.brokeAt = text[index] === '{' && text[index - 1] === '\n' ? index - 1 : index
    if (!this.isQuiet) this.context.report.broken(this.position(this.brokeAt), asSentence(reason))
    return false
  }

  /** Reports where the value that starts here breaks. */
  brokenHere(): false {
    const { text, at } = this.buffer
    const found = findSyntaxError(text, at)
    return this.broken(found?.position ?? at, found?.reason ?? 'not valid JSON')
  }

  /** Reports that the text ends inside a value. */
  brokenOff(): false {
    const reason = this.endReason ?? 'The file is truncated here. Load the complete file to get the rest'
    this.endReason = null
    return this.broken(this.buffer.text.length, reason)
  }

  /** Reports something complete that is not a record. */
  foreign(index: number, reason: string): void {
    if (!this.isQuiet && !this.ignoresForeign) this.context.report.foreign(this.position(index), reason)
  }

  /** Reports a record that is left out; what follows is still read. */
  leftOut(reason: string): void {
    if (!this.isQuiet) this.context.report.skipped(this.position(), reason)
  }
}

function asSentence(reason: string): string {
  const sentence = reason.charAt(0).toUpperCase() + reason.slice(1)
  return sentence.endsWith('.') ? sentence : `${sentence}.`
}

/** How deep envelopes may be nested. */
export const MAX_DEPTH = 64
const CAREFUL_VALUES = 1000
const MAX_SEARCHED = 3
/** How many characters of a text of any size may be read in vain. */
const MAX_WASTE = 256 * 1024 * 1024
