import { writeTimeRange } from '../../../../filter/timeRange.ts'
import { describeTimeRange, RELATIVE_RANGES } from '../timeRangeWords.ts'

/** The operator as written after a field, its name, and its meaning. */
export const OPERATOR_WORDS: readonly (readonly [written: string, words: string, meaning: string])[] = [
  ['=', 'is', 'exactly so; several of one field are alternatives. Without a value: absent'],
  ['!=', 'is not', 'exactly so. Without a value: present'],
  [':=', 'contains', 'in any case'],
  ['!:=', 'does not contain', 'in any case'],
  ['^=', 'starts with', 'in any case'],
  ['!^=', 'does not start with', 'in any case'],
  ['*=', 'ends with', 'in any case'],
  ['!*=', 'does not end with', 'in any case'],
  ['~=', 'is, in any case', 'the whole value'],
  ['!~=', 'is not, in any case', 'the whole value'],
]

export const TIME_AND_TEXT_KEYS: readonly (readonly [key: string, meaning: string])[] = [
  ['range', 'Relative time, such as 12h or 7d'],
  ['startTime', 'Start, in UTC'],
  ['endTime', 'End, in UTC, inclusive'],
  ['text', 'Words anywhere in the record; words alone mean the same'],
]

export const RANGES: readonly (readonly [range: string, what: string])[] = [
  ...RELATIVE_RANGES.map((range) => [writeTimeRange(range), describeTimeRange(range, 'utc')] as const),
  ['all', 'All time'],
]
