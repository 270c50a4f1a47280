import { expect, test } from 'vitest'
import { printFilter } from '../../../filter/params.ts'
import { eventsOfInsight, eventsOfTime, eventsOfValue } from './insightEvents.ts'

const CALLS = {
  eventName: 'RunInstances',
  eventSource: 'ec2.amazonaws.com',
  errorCode: null,
  accountId: '111122223333',
  awsRegion: 'eu-central-1',
  startTime: '2026-11-20T10:00:00Z',
  endTime: '2026-11-20T10:04:00Z',
}
const ERRORS = { ...CALLS, errorCode: 'AccessDenied', accountId: '' }

test('the events of an insight are its calls, from a minute before to a minute after', () => {
  const printed = new URLSearchParams(printFilter(eventsOfInsight(CALLS)))
  expect(Object.fromEntries(printed)).toEqual({
    eventName: 'RunInstances',
    eventSource: 'ec2.amazonaws.com',
    accountId: '111122223333',
    awsRegion: 'eu-central-1',
    'eventCategory!': 'Insight',
    startTime: '2026-11-20T09:59:00Z',
    endTime: '2026-11-20T10:05:00.000Z',
  })
})

test('an insight that is not over has no end, and events without an account are not filtered by it', () => {
  const { tokens, timeRange } = eventsOfInsight({ ...ERRORS, endTime: null })
  expect(timeRange).toEqual({ kind: 'absolute', startTime: '2026-11-20T09:59:00Z' })
  expect(tokens).toContainEqual({ kind: 'token', field: 'errorCode', operator: '=', value: 'AccessDenied' })
  expect(tokens).not.toContainEqual(expect.objectContaining({ field: 'accountId' }))
})

test('a time of the graph does not include the first moment of the next', () => {
  const fromMs = Date.parse('2026-11-20T10:00:00Z')
  expect(eventsOfTime(CALLS, fromMs, fromMs + 60_000).timeRange).toEqual({
    kind: 'absolute',
    startTime: '2026-11-20T10:00:00Z',
    endTime: '2026-11-20T10:00:59Z',
  })
})

test('a value of an attribution is a condition more, none is its absence', () => {
  const last = (attribute: string, value: string) => eventsOfValue(CALLS, attribute, value).tokens.at(-1)
  expect(last('userIdentityArn', 'arn:aws:iam::111122223333:user/a')).toMatchObject({
    field: 'userIdentity.arn',
    value: 'arn:aws:iam::111122223333:user/a',
  })
  expect(last('errorCode', 'null')).toMatchObject({ field: 'errorCode', operator: '=', value: '' })
  expect(eventsOfValue(ERRORS, 'errorCode', 'AccessDenied').tokens).toEqual(eventsOfInsight(ERRORS).tokens)
})
