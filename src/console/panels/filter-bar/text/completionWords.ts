import { writeTimeRange } from '../../../../filter/timeRange.ts'
import { describeTimeRange, RELATIVE_RANGES } from '../timeRangeWords.ts'

/** The operator as written after a field, its name, and what else is worth knowing of it. */
export const OPERATOR_WORDS: readonly (readonly [written: string, words: string, hint: string])[] = [
  ['=', 'is', 'repeat the field to match any of several values; no value: does not exist'],
  ['!=', 'is not', 'no value: exists'],
  [':=', 'contains', 'any case'],
  ['!:=', 'does not contain', 'any case'],
  ['^=', 'starts with', 'any case'],
  ['!^=', 'does not start with', 'any case'],
  ['*=', 'ends with', 'any case'],
  ['!*=', 'does not end with', 'any case'],
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
