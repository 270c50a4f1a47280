import { expect, test } from 'vitest'
import { EVERYTHING } from '../../../filter/filter.ts'
import { parseFilterText } from '../../../filter/text.ts'
import { downloadLink } from './downloadLink.ts'

test('a download asks for the filter, the format and the order', () => {
  const filter = parseFilterText('eventName^=Delete errorCode!= range=7d')
  expect(downloadLink(filter, 'oldest', 'ndjson', true).href).toBe(
    '/api/events/download?eventName%5E=Delete&errorCode!=&range=7d&format=ndjson&compression=gzip&order=oldest',
  )
})

test('the defaults stay out of the address', () => {
  expect(downloadLink(EVERYTHING, 'newest', 'json', false).href).toBe('/api/events/download?format=json')
})
