import { LITERAL, skipSpace } from '../../cloudtrail/json/scan.ts'
import type { ContentReport } from '../contentReport.ts'
import type { BeginTable, Reading } from '../reading.ts'
import type { Facts } from '../shapes/envelopes.ts'
import { isCloudTrailRecord } from '../../cloudtrail/isCloudTrailRecord.ts'
import { findSyntaxError } from './jsonSyntaxError.ts'
import { walkObject } from './objectWalk.ts'
import { describeText, walkString } from './stringWalk.ts'
import { salvage } from './salvage.ts'
import type { TextBuffer } from './textBuffer.ts'
import { MAX_DEPTH, WalkState, type Walk } from './walkState.ts'

/** Walks a whole content. */
export function beginWalk(
  buffer: TextBuffer,
  report: ContentReport,
  { reader, limits }: Reading,
  beginTable: BeginTable,
): WalkState {
  return new WalkState(
    { buffer, reader, report, limits, beginTable, outerPosition: null, nesting: 0 },
    {
      value: walkValue,
      salvage,
    },
  )
}

/** Finds the CloudTrail records in a JSON value, whatever envelopes they are in. */
function* walkValue(state: WalkState, around: Facts | null, depth: number): Walk<boolean> {
  state.brokeInside ||= depth > 0
  switch (state.buffer.text[state.buffer.at]) {
    case '{':
      return yield* walkObject(state, around, depth)
    case '[':
      return yield* depth < MAX_DEPTH ? walkArray(state, around, depth) : state.skipTooDeep()
    case '"':
      return yield* walkString(state, around)
    default:
      return yield* walkLiteral(state, around)
  }
}

function* walkArray(state: WalkState, around: Facts | null, depth: number): Walk<boolean> {
  const { buffer, grid } = state
  state.grid = null
  const others = new OtherItems(state)
  state.brokeInside = true
  buffer.at++
  for (let isNext = true; ;) {
    const i = skipSpace(buffer.text, buffer.at)
    buffer.at = i
    const character = buffer.text[i]
    if (character === undefined) {
      if (!(yield* state.more())) return state.brokenOff()
    } else if (character === ']') {
      buffer.at++
      others.report()
      return true
    } else if (character === ',') {
      if (isNext) return state.broken(i, 'not valid JSON: unexpected comma')
      isNext = true
      buffer.at++
    } else if (!isNext) {
      return state.broken(i, 'not valid JSON: expected a comma or the end of the array')
    } else {
      isNext = false
      // Records in a log file: no object is created except the record.
      if (character === '{' && readWholeRecord(state, i)) continue
      const position =
        character === '{' && state.ignoresForeign && !state.isInCells ? state.position(i) : null
      const countBefore = state.context.report.count
      const row = grid && (yield* wholeValue(state))
      if (!(yield* walkValue(state, around, depth + 1))) return false
      if (state.context.report.count > countBefore || (row && grid?.row(row))) continue
      if (position !== null) others.note(position)
    }
  }
}

/** The text of the value that begins here, if it is valid and not too large. Nothing is consumed. */
function* wholeValue(state: WalkState): Walk<string | null> {
  const { buffer } = state
  const end = yield* state.endOfValue()
  return end < 0 || findSyntaxError(buffer.text, buffer.at) ? null : buffer.text.slice(buffer.at, end)
}

/**
 * The objects in an array that contain no record. In an envelope that is not known they are only
 * reported beside records: other arrays have nothing to do with them.
 */
class OtherItems {
  readonly #state: WalkState
  readonly #recordsBefore: number
  #first: string | null = null
  #count = 0

  constructor(state: WalkState) {
    this.#state = state
    this.#recordsBefore = state.context.report.records
  }

  note(position: string): void {
    this.#first ??= position
    this.#count++
  }

  report(): void {
    const { report } = this.#state.context
    if (this.#first === null || report.records === this.#recordsBefore || this.#state.isQuiet) return
    const are = this.#count === 1 ? '1 object is' : `${this.#count} objects are`
    report.foreign(
      this.#first,
      `Among the records ${are} not a CloudTrail record${this.#count === 1 ? '' : ', the first here'}.`,
    )
  }
}

function readWholeRecord(state: WalkState, start: number): boolean {
  const { buffer } = state
  const { reader } = state.context
  if (!buffer.text.startsWith('{"eventVersion"', start)) return false
  const record = reader.read(buffer.text, start)
  if ('fault' in record || !state.fits(reader.end - start) || !isCloudTrailRecord(record)) return false
  state.found(record)
  buffer.at = reader.end
  return true
}

function* walkLiteral(state: WalkState, around: Facts | null): Walk<boolean> {
  const { buffer } = state
  for (;;) {
    const literal = /^[\w.+-]*/.exec(buffer.text.slice(buffer.at, buffer.at + 64))![0]
    if (buffer.at + literal.length === buffer.text.length && (yield* state.more())) continue
    if (!LITERAL.test(literal)) {
      const { text, at } = buffer
      return state.broken(at, `not valid JSON: unexpected ${JSON.stringify(text.slice(at, at + 20))}`)
    }
    state.foreign(buffer.at, describeText(literal, around))
    buffer.at += literal.length
    return true
  }
}
