import { expect, test } from 'vitest'
import { clausesOf } from './clauses.ts'
import type { Token } from './filter.ts'
import { alternativesInWords, conditionInWords } from './inWords.ts'
import { parseFilterText } from './text.ts'

test.each([
  ['userName=alice', ['User name is alice']],
  ['userName!=alice', ['User name is not alice']],
  ['userName~=alice', ['User name is (any case) alice']],
  ['eventName^=Get eventName!*=s', ['Event name starts with Get', 'Event name does not end with s']],
  ['errorCode!= errorCode=', ['Error code exists', 'Error code does not exist']],
  ['requestParameters.a.b:=x', ['requestParameters.a.b contains x']],
  ['denied NOT "no access"', ['Text does not contain “no access”', 'Text contains “denied”']],
])('%s', (line, words) => {
  expect(clausesOf(parseFilterText(line)).flat().map(conditionInWords)).toEqual(words)
})

test('alternatives are put into one phrase', () => {
  const said = (line: string) =>
    alternativesInWords(clausesOf(parseFilterText(line))[0] as [Token, ...Token[]])
  expect(said('eventName=A eventName=B')).toBe('Event name is A or B')
  expect(said('errorCode= errorCode=B')).toBe('Error code does not exist or B')
  expect(said('errorCode=B errorCode=')).toBe('Error code is B or does not exist')
})
