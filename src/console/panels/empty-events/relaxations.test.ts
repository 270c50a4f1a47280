import { expect, test } from 'vitest'
import { formatFilterText, parseFilterText } from '../../../filter/text.ts'
import { conditionsOf, loosenedOf, pairsOf } from './relaxations.ts'

test('says what remains without each condition', () => {
  const filter = parseFilterText('eventName=A eventName=B errorCode!= denied "no access" range=7d')
  const conditions = conditionsOf(filter, 'Last 7 days')
  expect(conditions.map(({ label, takeFrom }) => [label, formatFilterText(takeFrom(filter))])).toEqual([
    ['Event name = A or B', 'errorCode!= range=7d denied "no access"'],
    ['Error code != (absent)', 'eventName=A eventName=B range=7d denied "no access"'],
    ['Text: denied', 'eventName=A eventName=B errorCode!= range=7d "no access"'],
    ['Text: no access', 'eventName=A eventName=B errorCode!= range=7d denied'],
    ['Last 7 days', 'eventName=A eventName=B errorCode!= denied "no access"'],
  ])
})

test('an empty filter has no conditions', () => {
  expect(conditionsOf(parseFilterText(''), 'All time')).toEqual([])
})

test('every two conditions make a pair, where they are not all', () => {
  const pairs = (line: string) => {
    const filter = parseFilterText(line)
    return pairsOf(filter, conditionsOf(filter, 'Last day')).map((pair) => [
      pair.label,
      formatFilterText(pair.filter),
    ])
  }
  expect(pairs('eventName=A userName=B')).toEqual([])
  expect(pairs('eventName=A word range=1d')).toEqual([
    ['Event name = A and Text: word', 'range=1d'],
    ['Event name = A and Last day', 'word'],
    ['Text: word and Last day', 'eventName=A'],
  ])
})

test('what asks for the whole value, or its start, can ask for a part of it', () => {
  const loosened = (line: string) =>
    loosenedOf(parseFilterText(line)).map(({ label, filter }) => [label, formatFilterText(filter)])
  expect(loosened('errorCode=AccessDenied eventName^=Get userName!=a')).toEqual([
    ['Error code contains AccessDenied', 'errorCode:=AccessDenied eventName^=Get userName!=a'],
    ['Event name contains Get', 'errorCode=AccessDenied eventName:=Get userName!=a'],
  ])
  expect(loosened('eventName=A eventName=B errorCode= sourceIPAddress=10.0.0.0/8 userAgent:=x')).toEqual([])
})
