import { expect, test } from 'vitest'
import { parseFilterText } from '../../../filter/text.ts'
import { spokenChange } from './spokenChange.ts'

test.each([
  ['', 'eventName=A', 'Added eventName=A'],
  ['eventName=A denied', 'denied', 'Removed eventName=A'],
  [
    'eventName=A userName=b',
    '(eventName=A OR userName=b)',
    'Changed eventName=A AND userName=b to eventName=A OR userName=b',
  ],
  ['eventName=A userName=b', 'eventName!=A userName=b', 'Changed eventName=A to eventName!=A'],
  ['eventName=A', 'eventName=A', ''],
])('from "%s" to "%s": %s', (before, after, said) => {
  expect(spokenChange(parseFilterText(before), parseFilterText(after))).toBe(said)
})
