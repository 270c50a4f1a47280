import { expect, test } from 'vitest'
import { EVERYTHING } from '../filter/filter.ts'
import { readFilter } from '../filter/params.ts'
import { fieldValues } from './fieldValues.ts'
import { getStatus } from './getStatus.ts'
import { requestAddress } from './requestAddress.ts'
import { saveView } from './views.ts'

test('a request has the filter first, then the parameters that are given', () => {
  const token = { kind: 'token', field: 'userName', operator: '!=', value: 'a b' } as const
  const filter = { ...EVERYTHING, tokens: [token], text: 'x' }
  expect(requestAddress(fieldValues, { filter, limit: 5, prefix: undefined, field: 'eventName' })).toBe(
    '/api/events/values?userName!=a+b&text=x&field=eventName&limit=5',
  )
  expect(requestAddress(getStatus, {})).toBe('/api/status')
})

test('a record member with the name of a parameter stays part of the filter', () => {
  const token = { kind: 'token', field: 'limit', operator: '=', value: '3' } as const
  const address = requestAddress(fieldValues, { filter: { ...EVERYTHING, tokens: [token] }, field: 'limit' })
  const { searchParams } = new URL(address, 'http://localhost')
  expect(searchParams.get('limit')).toBeNull()
  expect(readFilter(searchParams, Object.keys(fieldValues.params)).tokens).toEqual([token])
})

test('a part of the path stays one part, whatever is in it', () => {
  expect(requestAddress(saveView, { name: '../a?b' })).toBe('/api/views/..%2Fa%3Fb')
})
