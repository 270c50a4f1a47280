import { writeTimeRange } from '../../../../filter/timeRange.ts'
import { describeTimeRange, RELATIVE_RANGES } from '../timeRangeWords.ts'

/** The operator as written after a field, its name, and what else is worth knowing of it. */
export const OPERATOR_WORDS: readonly (readonly [written: string, words: string, hint: string])[] = [
  ['=', 'is', 'leave empty for “does not exist”; repeat the field for alternatives'],
  ['!=', 'is not', 'leave empty for “exists”'],
  [':=', 'contains', 'ignores case'],
  ['!:=', 'does not contain', 'ignores case'],
  ['^=', 'starts with', 'ignores case'],
  ['!^=', 'does not start with', 'ignores case'],
  ['*=', 'ends with', 'ignores case'],
  ['!*=', 'does not end with', 'ignores case'],
  ['~=', 'is (any case)', 'the whole value'],
  ['!~=', 'is not (any case)', 'the whole value'],
]

export const TIME_AND_TEXT_KEYS: readonly (readonly [key: string, meaning: string])[] = [
  ['range', 'Relative time range, such as 12h or 7d'],
  ['startTime', 'Start, in UTC'],
  ['endTime', 'End, in UTC, inclusive'],
  ['text', 'Words anywhere in the record, like words typed alone'],
]

export const RANGES: readonly (readonly [range: string, what: string])[] = [
  ...RELATIVE_RANGES.map((range) => [writeTimeRange(range), describeTimeRange(range, 'utc')] as const),
  ['all', 'All time'],
]
