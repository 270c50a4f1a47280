import { expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { parseFilterText } from '../../filter/text.ts'
import { curlCommand, downloadLink } from './downloadLinks.ts'

test('a download asks for the filter, the format and the order', () => {
  const filter = parseFilterText('eventName^=Delete errorCode!= range=7d')
  expect(downloadLink(filter, 'oldest', 'ndjson', true).href).toBe(
    '/api/events/download?eventName%5E=Delete&errorCode!=&range=7d&format=ndjson&compression=gzip&order=oldest',
  )
})

test('the defaults stay out of the address', () => {
  expect(downloadLink(EVERYTHING, 'newest', 'json', false).href).toBe('/api/events/download?format=json')
})

test('a quote in a value does not end the quoted address', () => {
  const filter = parseFilterText(`userName="o'brien"`)
  expect(curlCommand('http://127.0.0.1:4700', filter, 'newest')).toBe(
    `curl -s 'http://127.0.0.1:4700/api/events?userName=o'\\''brien&maxResults=1000'`,
  )
})
