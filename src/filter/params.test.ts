import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFilter } from '../testing/anyFilter.ts'
import { EVERYTHING } from './filter.ts'
import { filterParams, printFilter, readFilter } from './params.ts'

const read = (query: string) => readFilter(new URLSearchParams(query))

describe('a filter in a URL', () => {
  test('reads every operator', () => {
    const query =
      'eventName=RunInstances&eventName=StopInstances&userName!=ci&userAgent:=boto3&userAgent!:=aws-sdk&eventName^=Describe&eventName!^=List&errorCode=&requestID!='
    expect(read(query).tokens).toEqual(
      [
        ['eventName', '=', 'RunInstances'],
        ['eventName', '=', 'StopInstances'],
        ['userName', '!=', 'ci'],
        ['userAgent', ':', 'boto3'],
        ['userAgent', '!:', 'aws-sdk'],
        ['eventName', '^', 'Describe'],
        ['eventName', '!^', 'List'],
        ['errorCode', '=', ''],
        ['requestID', '!=', ''],
      ].map(([field, operator, value]) => ({ kind: 'token', field, operator, value })),
    )
  })

  test('goes to the URL and back unchanged', () => {
    fc.assert(
      fc.property(anyFilter(), (filter) => {
        expect(read(printFilter(filter))).toEqual(filter)
        expect(printFilter(read(printFilter(filter)))).toBe(printFilter(filter))
      }),
    )
  })

  test('ignores parameters with another meaning', () => {
    expect(readFilter(new URLSearchParams('maxResults=5&order=oldest'), ['maxResults', 'order'])).toEqual(
      EVERYTHING,
    )
  })

  test.each([
    ['\\range=7d', 'range', '='],
    ['\\range!=', 'range', '!='],
    ['\\startTime^=2026', 'startTime', '^'],
    ['\\endTime:=Z', 'endTime', ':'],
    ['\\text!:=x', 'text', '!:'],
  ])('%s is a condition on a record member named like a key for time or text', (query, field, operator) => {
    const filter = read(query)
    expect(filter).toMatchObject({
      tokens: [{ kind: 'token', field, operator }],
      timeRange: { kind: 'all' },
      text: '',
    })
    expect(filterParams(filter)).toEqual([...new URLSearchParams(query)])
    expect(filterParams(filter, ['order'])).toEqual([...new URLSearchParams(query)])
  })

  test.each([
    ['eventName?=x', 'eventName?', /unknown operator/],
    ['eventName>=x', 'eventName>', /unknown operator/],
    ['=x', '', /a field before/],
    ['userAgent:=', 'userAgent:', /needs a value/],
    ['range=yesterday', 'range', /Invalid time range/],
    ['startTime=noon', 'startTime', /Invalid startTime/],
    ['endTime=2026-02-30T00:00:00Z', 'endTime', /Invalid endTime/],
    ['startTime=2026-02-02&endTime=2026-02-01', 'startTime', /after the end/],
    ['range=7d&startTime=2026-02-02', 'range', /cannot be combined/],
    ['range=7d&range=8d', 'range', /only once/],
    ['requestParameters..a=1', 'requestParameters..a', /name is missing/],
    ['text!=x', 'text!', /only takes the operator/],
    ['anyOf=a%3D1+OR', 'anyOf', /OR needs a condition/],
    ['anyOf=%28a%3D1', 'anyOf', /no matching/],
    ['anyOf=a%3D1+%29', 'anyOf', /no matching/],
    ['anyOf=', 'anyOf', /no condition/],
    ['anyOf=range%3D7d+OR+a%3D1', 'anyOf', /applies to the whole filter/],
    ['anyOf=a%3F%3D1+OR+b%3D2', 'anyOf', /unknown operator/],
    ['anyOf!=x', 'anyOf!', /only takes the operator/],
  ])('keeps %s and says what is wrong', (query, key, reason) => {
    const [token, ...others] = read(query).tokens
    expect(others).toEqual([])
    expect(token).toMatchObject({ kind: 'unreadable', key, reason: expect.stringMatching(reason) })
    expect(filterParams(read(query))).toEqual(
      expect.arrayContaining([[key, new URLSearchParams(query).get(key)]]),
    )
  })

  test('says which of two contradicting times is ignored, in any order', () => {
    for (const query of [
      'range=7d&endTime=2026-02-02',
      'endTime=2026-02-02&range=7d',
      'startTime=2026-02-02&range=7d',
    ])
      expect(read(query)).toMatchObject({ tokens: [{ key: 'range' }], timeRange: { kind: 'absolute' } })
    expect(read('startTime=2026-02-02T00:00:00Z&endTime=2026-02-02T00:00:00Z').tokens).toEqual([])
    expect(read('startTime=2026-02-02&endTime=2026-02-02').tokens).toEqual([])
    expect(read('endTime=2026-02-02').timeRange).toStrictEqual({ kind: 'absolute', endTime: '2026-02-02' })
  })

  test('joins free text from several parameters', () => {
    expect(read('text=one&text=+&text=+two+').text).toBe('one two')
  })

  test('reads an escaped operator as the end of the name', () => {
    expect(read('a\\!=x').tokens).toEqual([{ kind: 'token', field: 'a\\!', operator: '=', value: 'x' }])
    expect(read('a\\\\!=x').tokens).toEqual([{ kind: 'token', field: 'a\\\\', operator: '!=', value: 'x' }])
  })
})
