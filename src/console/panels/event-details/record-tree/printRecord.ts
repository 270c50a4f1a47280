import type { TextHit } from '../../../../filter/textHits.ts'
import { escapeInvisible } from '../../../ui/invisibleCharacters.ts'
import { valueText, type JsonDocument, type JsonLine } from '../../../models/record/jsonDocument.ts'
import type { Hit } from './searchRecord.ts'
import { MASK } from './secrets.ts'
import { printLines } from '../../../models/record/printLines.ts'

export interface PrintedRecord {
  readonly text: string
  /**
   * The places of a hit of the record in this text: keys and values have new white space between
   * them.
   */
  readonly stretchesOf: (hit: Hit) => TextHit[]
}

/** The record with indentation, and with escapes for invisible characters. */
export function printRecord(record: JsonDocument, masked: ReadonlySet<JsonLine>): PrintedRecord {
  const written = (line: JsonLine) => (masked.has(line) ? MASK : valueText(record, line))
  const lines = printLines(record, written).map(escapeInvisible)
  const starts: number[] = []
  let length = 0
  for (const line of lines) {
    starts.push(length)
    length += line.length + 1
  }

  /** The part of a hit inside the part of the record that is printed from `at` on. */
  const within = (hit: Hit, start: number, end: number, at: number): TextHit[] => {
    const [from, to] = [Math.max(hit.start, start), Math.min(hit.end, end)]
    if (from >= to) return []
    const lengthOf = (upTo: number) => escapeInvisible(record.text.slice(start, upTo)).length
    return [{ start: at + lengthOf(from), end: at + lengthOf(to) }]
  }
  const stretchesOf = (hit: Hit) =>
    hit.lines.flatMap((line) => {
      const printed = lines[line.index]!
      const keyAt = starts[line.index]! + /^ */.exec(printed)![0].length
      if (line.keyStart < 0) return within(hit, line.start, line.end, keyAt)
      const keyLength = escapeInvisible(record.text.slice(line.keyStart, line.keyEnd)).length
      const inKey = within(hit, line.keyStart, line.keyEnd, keyAt)
      const isOpen = line.kind === 'open'
      return isOpen ? inKey : [...inKey, ...within(hit, line.start, line.end, keyAt + keyLength + 2)]
    })
  return { text: lines.join('\n'), stretchesOf }
}
