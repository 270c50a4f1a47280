import { expect, test } from 'vitest'
import { formatFilterText, parseFilterText } from '../../filter/text.ts'
import { conditionsOf } from './conditions.ts'

test('says what remains without each condition', () => {
  const conditions = conditionsOf(
    parseFilterText('eventName=A eventName=B errorCode!= denied range=7d'),
    'Last 7 days',
  )
  expect(conditions.map(({ label, without }) => [label, formatFilterText(without)])).toEqual([
    ['Event name = A or B', 'errorCode!= range=7d denied'],
    ['Error code != (absent)', 'eventName=A eventName=B range=7d denied'],
    ['Text: denied', 'eventName=A eventName=B errorCode!= range=7d'],
    ['Last 7 days', 'eventName=A eventName=B errorCode!= denied'],
  ])
})

test('an empty filter has no conditions', () => {
  expect(conditionsOf(parseFilterText(''), 'All time')).toEqual([])
})
