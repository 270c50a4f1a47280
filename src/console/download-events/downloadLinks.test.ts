import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { readFilter } from '../../filter/params.ts'
import { parseFilterText } from '../../filter/text.ts'
import { HOSTILE_TEXTS } from '../../testing/hostileText.ts'
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
  expect(curlCommand('http://127.0.0.1:4700', filter, 'newest', null)).toBe(
    `curl -s 'http://127.0.0.1:4700/api/events?userName=o'\\''brien&maxResults=1000'`,
  )
})

test.runIf(process.platform !== 'win32')(
  'a shell runs curl and nothing else, whatever stands in a filter',
  () => {
    for (const text of HOSTILE_TEXTS.filter((each) => each.isWellFormed() && each.length < 1000)) {
      const filter = {
        ...EVERYTHING,
        tokens: [{ kind: 'token', field: 'userName', operator: '=', value: text }],
      } as const
      const command = curlCommand('http://127.0.0.1:4700', filter, 'newest', null)
      const script = `curl() { printf '%s\\n' "$@"; }; ${command}`
      const [option, address = '', ...others] = execFileSync('sh', ['-c', script], { encoding: 'utf8' })
        .trimEnd()
        .split('\n')
      expect([option, ...others]).toEqual(['-s'])
      expect(readFilter(new URL(address).searchParams, ['maxResults'])).toEqual(filter)
    }
  },
)
