import type { RecordFault, RecordReader } from '../../cloudtrail/record.ts'
import { CloudTrailRecord } from '../../cloudtrail/record.ts'
import { endOfString } from '../../cloudtrail/recordShape.ts'
import { restoreRow } from '../shapes/athenaRows.ts'
import { textOfBase64 } from '../shapes/base64Text.ts'
import type { Facts, Unwrapping } from '../shapes/envelopes.ts'
import {
  canUnwrap,
  CELL_MEMBERS,
  describeForeign,
  ENVELOPE_MEMBERS,
  show,
  TELLING_MEMBERS,
} from '../shapes/envelopes.ts'
import type { Findings } from '../findings.ts'
import { jsonBreak, LITERAL } from './jsonBreak.ts'
import { lookInto, skipSpace, ValueSkipper } from './jsonScan.ts'
import type { LogFileLimits } from '../reading.ts'
import { isCloudTrailRecord } from '../shapes/isCloudTrailRecord.ts'
import { TextWindow } from './textWindow.ts'

/** Stops (`yield`) where the window has too little text; goes on when more was appended or none will come. */
export type Walk<Result> = Generator<void, Result, void>

/**
 * Finds the CloudTrail records in JSON values, whatever envelopes they are in, and consumes the window as it goes: only
 * the text of the record at hand is ever held. What walks a value tells whether it was sound; if not, its break was reported.
 */
export class ValueWalk {
  readonly window: TextWindow
  readonly #reader: RecordReader
  readonly #findings: Findings
  readonly #limits: LogFileLimits
  /** Where the text stands in a text around it, which has it as a string. */
  readonly #outerPosition: string | null
  readonly #nesting: number
  /** Why the text ends where it does, if it should not. */
  endReason: string | null = null
  /** Whether the last break was inside an array or an envelope that had been entered. */
  brokeInside = false
  /** The index of the last break. */
  brokeAt = 0
  /** Characters that were read for nothing, because what they began was broken. */
  wasted = 0
  /** For how many objects more to look for a break first: where one line is cut off, others are, and read on without end. */
  careful = 0
  /** Says nothing of what is no record: behind a break it may be the rest of what broke. */
  isQuiet = false
  /** Says nothing of what is whole and no record. */
  ignoresForeign = false

  constructor(
    window: TextWindow,
    reader: RecordReader,
    findings: Findings,
    limits: LogFileLimits,
    outerPosition: string | null = null,
    nesting = 0,
  ) {
    this.window = window
    this.#reader = reader
    this.#findings = findings
    this.#limits = limits
    this.#outerPosition = outerPosition
    this.#nesting = nesting
  }

  /** The value that starts here. `around`: what is known of the object it is a member of. */
  *value(around: Facts | null, depth: number): Walk<boolean> {
    this.brokeInside ||= depth > 0
    switch (this.window.text[this.window.at]) {
      case '{':
        return yield* this.#object(around, depth)
      case '[':
        return yield* depth < MAX_DEPTH
          ? this.#array(around, depth)
          : this.#skipForeign('It is nested too deep for a log file.')
      case '"':
        return yield* this.#string('text', around)
      default:
        return yield* this.#literal(around)
    }
  }

  /** Asks for more text; tells whether any came. Indices into the window are void then. */
  *more(): Walk<boolean> {
    if (this.window.isLast) return false
    this.window.wanted = this.window.length * 2
    yield
    this.window.wanted = 0
    return true
  }

  /** Consumes white space; tells whether anything stands behind it. */
  *skipSpace(): Walk<boolean> {
    const { window } = this
    for (;;) {
      window.at = skipSpace(window.text, window.at)
      if (window.at < window.text.length) return true
      if (!(yield* this.more())) return false
    }
  }

  position(index = this.window.at): string {
    return this.#outerPosition ?? this.window.positionAt(index)
  }

  /** Reports a break. Always false: what is broken is not sound. */
  broken(index: number, reason: string): false {
    // A line that was cut off breaks where the next one begins; people look for it in its own line.
    const { text } = this.window
    this.wasted += Math.max(0, index - this.window.at)
    this.careful = CAREFUL_VALUES
    this.brokeAt = text[index] === '{' && text[index - 1] === '\n' ? index - 1 : index
    if (!this.isQuiet) this.#findings.broken(this.position(this.brokeAt), asSentence(reason))
    return false
  }

  brokenOff(): false {
    const reason =
      this.endReason ??
      'The text ends inside a value: whole records before are kept, load the complete file to get the rest'
    this.endReason = null
    return this.broken(this.window.text.length, reason)
  }

  foreign(index: number, reason: string): void {
    if (!this.isQuiet && !this.ignoresForeign) this.#findings.foreign(this.position(index), reason)
  }

  *#array(around: Facts | null, depth: number): Walk<boolean> {
    const { window } = this
    this.brokeInside = true
    window.at++
    for (let isNext = true; ;) {
      const i = skipSpace(window.text, window.at)
      window.at = i
      const character = window.text[i]
      if (character === undefined) {
        if (!(yield* this.more())) return this.brokenOff()
      } else if (character === ']') {
        window.at++
        return true
      } else if (character === ',') {
        if (isNext) return this.broken(i, 'not valid JSON: a comma too many')
        isNext = true
        window.at++
      } else if (!isNext) {
        return this.broken(i, 'not valid JSON: expected a comma or the end of the array')
      } else {
        isNext = false
        // Records in a log file: nothing is created but the record.
        if (character === '{' && this.#readWholeRecord(i)) continue
        if (!(yield* this.value(around, depth + 1))) return false
      }
    }
  }

  #readWholeRecord(start: number): boolean {
    const { window } = this
    if (!window.text.startsWith('{"eventVersion"', start)) return false
    const record = this.#reader.read(window.text, start)
    if ('fault' in record || !this.#fits(this.#reader.end - start) || !isCloudTrailRecord(record))
      return false
    this.#found(record)
    window.at = this.#reader.end
    return true
  }

  *#object(around: Facts | null, depth: number): Walk<boolean> {
    const { window } = this
    for (;;) {
      if (this.careful > 0) {
        this.careful--
        const found = jsonBreak(window.text, window.at)
        if (found) return this.broken(found.position, found.reason)
      }
      const look = lookInto(window.text, window.at)
      switch (look.kind) {
        case 'record': {
          const record = this.#reader.read(window.text, window.at)
          if (!('fault' in record)) {
            if (!this.#fits(this.#reader.end - window.at)) return yield* this.#skipTooLarge()
            return yield* this.#wholeObject(record, this.#reader.end, around, depth)
          }
          const isOver = yield* this.#faulty(record)
          if (isOver !== null) return isOver
          break
        }
        case 'row':
        case 'other': {
          const end = look.kind === 'other' ? look.end : yield* this.#endOfObject()
          if (end === null) return yield* this.#skipTooLarge()
          if (end < 0) return this.brokenOff()
          return this.#plainObject(window.text.slice(window.at, end), end, around)
        }
        case 'envelope':
          return yield* depth < MAX_DEPTH
            ? this.#members(depth)
            : this.#skipForeign('It is nested too deep for a log file.')
        case 'broken':
          return this.#brokenObject()
        case 'incomplete': {
          const found = jsonBreak(window.text, window.at)
          if (found) return this.broken(found.position, found.reason)
          // Too large to be a record: if records are in it, its members lead to them.
          if (!this.#fits(window.length)) return yield* this.#members(depth)
          if (!(yield* this.more())) return this.brokenOff()
        }
      }
    }
  }

  /** What to do about a record that could not be read: null to try again, with more text. */
  *#faulty(fault: RecordFault): Walk<boolean | null> {
    const { window } = this
    if (fault.fault !== 'incomplete') {
      if (fault.fault === 'malformed' || jsonBreak(window.text, window.at)) return this.#brokenObject()
      // Sound so far: where it breaks must not depend on how much of it has come.
      yield* this.#endOfObject()
      if (jsonBreak(window.text, window.at)) return this.#brokenObject()
      this.foreignRecord(`A record is ${fault.reason}: it is left out.`)
      return yield* this.#skip()
    }
    this.wasted += window.length
    const found = jsonBreak(window.text, window.at)
    if (found) return this.broken(found.position, found.reason)
    this.wasted -= window.length
    if (!this.#fits(window.length)) return yield* this.#skipTooLarge()
    return (yield* this.more()) ? null : this.brokenOff()
  }

  /** A record that is left out, while what stands behind it is read on. */
  foreignRecord(reason: string): void {
    if (!this.isQuiet) this.#findings.broken(this.position(), reason)
  }

  *#wholeObject(record: CloudTrailRecord, end: number, around: Facts | null, depth: number): Walk<boolean> {
    if (isCloudTrailRecord(record)) this.#found(record)
    else if (
      depth < MAX_DEPTH &&
      record.shape.paths.some((path) => ENVELOPE_MEMBERS.has(path.split('.')[0]!))
    )
      return yield* this.#members(depth)
    else this.foreign(this.window.at, describeForeign(JSON.parse(record.text) as Facts, around))
    this.window.at = end
    return true
  }

  /** An object that is no record as it stands: a row of Athena, or something else. */
  #plainObject(text: string, end: number, around: Facts | null): boolean {
    let object: Facts
    try {
      object = JSON.parse(text) as Facts
    } catch {
      return this.#brokenObject()
    }
    const restored = restoreRow(object)
    const record = restored === null ? null : this.#reader.read(restored)
    if (record instanceof CloudTrailRecord && isCloudTrailRecord(record)) this.#found(record)
    else this.foreign(this.window.at, describeForeign(object, around))
    this.window.at = end
    return true
  }

  #brokenObject(): false {
    const { text, at } = this.window
    const found = jsonBreak(text, at)
    return this.broken(found?.position ?? at, found?.reason ?? 'not valid JSON')
  }

  /** Goes through the members of an object and into those that may hold records. */
  *#members(depth: number): Walk<boolean> {
    const { window } = this
    const facts: Record<string, unknown> = {}
    const start = this.position()
    const found = this.#findings.count
    this.brokeInside = true
    window.at++
    for (let isNext = true; ;) {
      if (!(yield* this.skipSpace())) return this.brokenOff()
      const character = window.text[window.at]
      if (character === '}') {
        window.at++
        const isEmptied = found === this.#findings.count && !this.isQuiet && !this.ignoresForeign
        if (isEmptied && !('isUnwrapped' in facts))
          this.#findings.foreign(start, describeForeign(facts, null))
        if ('detail-type' in facts) this.#findings.explain(found, describeForeign(facts, null))
        return true
      }
      if (character === ',') {
        if (isNext) return this.broken(window.at, 'not valid JSON: a comma too many')
        isNext = true
        window.at++
        continue
      }
      if (!isNext || character !== '"') return this.#brokenMember()
      isNext = false
      const name = yield* this.#memberName()
      if (name === null) return false
      if (!(yield* this.#member(name, facts, depth))) return false
    }
  }

  *#member(name: string, facts: Record<string, unknown>, depth: number): Walk<boolean> {
    const { window } = this
    const unwrapping = ENVELOPE_MEMBERS.get(name)
    const first = window.text[window.at]!
    if (unwrapping && canUnwrap(unwrapping, first) && facts['messageType'] !== 'CONTROL_MESSAGE') {
      facts['isUnwrapped'] = true
      if (first === '"') return yield* this.#string(unwrapping, facts)
      return yield* CELL_MEMBERS.has(name) ? this.#cells(name, facts, depth) : this.value(facts, depth + 1)
    }
    if (facts['messageType'] === 'CONTROL_MESSAGE') facts['isUnwrapped'] = true
    if (first === '"' && TELLING_MEMBERS.has(name)) {
      const text = yield* this.#stringText()
      if (typeof text !== 'string') return text
      facts[name] = show(text)
      return true
    }
    facts[name] ??= null
    return yield* this.#skip()
  }

  /** Rows, of which it is enough that some cells hold records. */
  *#cells(name: string, facts: Facts, depth: number): Walk<boolean> {
    const position = this.position()
    const found = this.#findings.count
    const ignoredBefore = this.ignoresForeign
    const isEmpty = /^\[\s*\]/.test(this.window.text.slice(this.window.at, this.window.at + 64))
    this.ignoresForeign = true
    const isSound = yield* this.value(facts, depth + 1)
    this.ignoresForeign = ignoredBefore
    if (found === this.#findings.count && !isEmpty && !this.isQuiet && !ignoredBefore)
      this.#findings.foreign(position, describeForeign({ ...facts, [name]: null }, null))
    return isSound
  }

  /** Consumes a member's name and colon, up to its value; null when that breaks. */
  *#memberName(): Walk<string | null> {
    const { window } = this
    for (;;) {
      const close = endOfString(window.text, window.at)
      const colon = close < 0 ? -1 : skipSpace(window.text, close + 1)
      const value = colon < 0 || window.text[colon] !== ':' ? -1 : skipSpace(window.text, colon + 1)
      if (value > 0 && value < window.text.length) {
        const name = window.text.slice(window.at + 1, close)
        window.at = value
        return name
      }
      if (colon >= 0 && colon < window.text.length && window.text[colon] !== ':') {
        this.#brokenMember()
        return null
      }
      if (!this.#fits(window.length)) {
        this.broken(window.at, `a name is longer than ${this.#limits.maxRecordBytes} bytes`)
        return null
      }
      if (!(yield* this.more())) {
        this.brokenOff()
        return null
      }
    }
  }

  #brokenMember(): false {
    return this.broken(this.window.at, 'not valid JSON: expected a member of an object, or its end')
  }

  /** A string that may hold JSON, or gzip and then JSON. */
  *#string(unwrapping: Unwrapping, around: Facts | null): Walk<boolean> {
    const position = this.position()
    const text = yield* this.#stringText()
    if (typeof text !== 'string') return text
    const inner = unwrapping === 'base64' ? textOfBase64(text, this.#limits) : text
    this.innerText(inner ?? '', position, around)
    return true
  }

  /** A whole text that stands in a text, at a position of that: walked at once. */
  innerText(text: string, position: string, around: Facts | null): void {
    const trimmed = text.search(/\S/)
    // Log lines may have something in front of their JSON.
    const start = /[[{]/.test(text[trimmed] ?? '') ? trimmed : text.slice(0, LONGEST_PREFIX).search(/\{\s*"/)
    if (start < 0 || this.#nesting >= MAX_NESTING_OF_TEXTS) {
      if (!this.isQuiet && !this.ignoresForeign) this.#findings.foreign(position, describeText(text, around))
      return
    }
    const window = new TextWindow(text, true)
    window.at = start
    const inner = new ValueWalk(
      window,
      this.#reader,
      this.#findings,
      this.#limits,
      position,
      this.#nesting + 1,
    )
    inner.isQuiet = this.isQuiet
    inner.ignoresForeign = this.ignoresForeign
    for (;;) {
      window.at = skipSpace(window.text, window.at)
      if (window.at >= window.text.length || inner.value(around, 0).next().value !== true) return
    }
  }

  /** Consumes a string and decodes it. If it cannot be had: whether the text is sound all the same. */
  *#stringText(): Walk<string | boolean> {
    const { window } = this
    for (;;) {
      const close = endOfString(window.text, window.at)
      if (close >= 0 && this.#fits(close - window.at)) {
        const literal = window.text.slice(window.at, close + 1)
        try {
          const text = JSON.parse(literal) as string
          window.at = close + 1
          return text
        } catch {
          return this.#brokenObject()
        }
      }
      if (close >= 0 || !this.#fits(window.length)) return yield* this.#skipTooLarge()
      const found = jsonBreak(window.text, window.at)
      if (found) return this.broken(found.position, found.reason)
      if (!(yield* this.more())) return this.brokenOff()
    }
  }

  *#literal(around: Facts | null): Walk<boolean> {
    const { window } = this
    for (;;) {
      const literal = /^[\w.+-]*/.exec(window.text.slice(window.at, window.at + 64))![0]
      if (window.at + literal.length === window.text.length && (yield* this.more())) continue
      if (!LITERAL.test(literal)) {
        const { text, at } = window
        return this.broken(at, `not valid JSON: unexpected ${JSON.stringify(text.slice(at, at + 20))}`)
      }
      this.foreign(window.at, describeText(literal, around))
      window.at += literal.length
      return true
    }
  }

  /** The index behind the object here, -1 if the text ends before, null if it is too large to be held. */
  *#endOfObject(): Walk<number | null> {
    for (;;) {
      const skipper = new ValueSkipper()
      const end = skipper.skip(this.window.text, this.window.at)
      if (skipper.isDone) return this.#fits(end - this.window.at) ? end : null
      if (!this.#fits(this.window.length)) return null
      if (!(yield* this.more())) return -1
    }
  }

  *#skipTooLarge(): Walk<boolean> {
    this.foreignRecord(`A record is larger than ${this.#limits.maxRecordBytes} bytes: it is left out.`)
    return yield* this.#skip()
  }

  *#skipForeign(reason: string): Walk<boolean> {
    this.foreign(this.window.at, reason)
    return yield* this.#skip()
  }

  /** Passes over a value of any size. */
  *#skip(): Walk<boolean> {
    const skipper = new ValueSkipper()
    for (;;) {
      this.window.at = skipper.skip(this.window.text, this.window.at)
      if (skipper.isDone) return true
      if (!(yield* this.more())) return this.brokenOff()
    }
  }

  #found(record: CloudTrailRecord): void {
    this.isQuiet = false
    this.#findings.record(record)
  }

  #fits(length: number): boolean {
    return length <= this.#limits.maxRecordBytes
  }
}

function describeText(text: string, around: Facts | null): string {
  if (around && 'detail-type' in around) return describeForeign({}, around)
  if (around && 'TopicArn' in around) return describeForeign({ ...around }, null)
  return `It is no CloudTrail record but the text "${show(text.slice(0, 60))}".`
}

function asSentence(reason: string): string {
  const sentence = reason.charAt(0).toUpperCase() + reason.slice(1)
  if (sentence.endsWith('.')) return sentence
  return reason.startsWith('not valid JSON')
    ? `${sentence}. Mend that place and load the file again.`
    : `${sentence}.`
}

const CAREFUL_VALUES = 1000
const MAX_DEPTH = 16
const MAX_NESTING_OF_TEXTS = 8
/** How much may stand in front of the JSON in a line. */
export const LONGEST_PREFIX = 4096
