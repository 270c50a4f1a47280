import { expect, test } from 'vitest'
import { formatFilterText, parseFilterText } from '../../../filter/text.ts'
import { conditionsOf, loosenedOf, pairsOf } from './relaxations.ts'

test('says what remains without each condition', () => {
  const filter = parseFilterText('eventName=A eventName=B errorCode!= denied "no access" range=7d')
  const conditions = conditionsOf(filter, 'Last 7 days')
  expect(conditions.map(({ label, takeFrom }) => [label, formatFilterText(takeFrom(filter))])).toEqual([
    ['Event name is A or B', 'errorCode!= range=7d denied "no access"'],
    ['Error code exists', 'eventName=A eventName=B range=7d denied "no access"'],
    ['Text contains “denied”', 'eventName=A eventName=B errorCode!= range=7d "no access"'],
    ['Text contains “no access”', 'eventName=A eventName=B errorCode!= range=7d denied'],
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
    ['Event name is A and Text contains “word”', 'range=1d'],
    ['Event name is A and Last day', 'word'],
    ['Text contains “word” and Last day', 'eventName=A'],
  ])
})

test('a condition on the whole value, or its beginning, can become one on a part of it', () => {
  const loosened = (line: string) =>
    loosenedOf(parseFilterText(line)).map(({ label, filter }) => [label, formatFilterText(filter)])
  expect(loosened('errorCode=AccessDenied eventName^=Get userName!=a')).toEqual([
    ['Error code contains AccessDenied', 'errorCode:=AccessDenied eventName^=Get userName!=a'],
    ['Event name contains Get', 'errorCode=AccessDenied eventName:=Get userName!=a'],
  ])
  expect(loosened('eventName=A eventName=B errorCode= sourceIPAddress=10.0.0.0/8 userAgent:=x')).toEqual([])
})
