import { expect, test } from 'vitest'
import { readView } from '../../models/address/view.ts'
import { viewTitle } from './viewTitle.ts'

const titled = (query: string) => viewTitle(readView(new URLSearchParams(query)), undefined)

test('the window is named for what it shows: a saved view, the filter in short, or all of it', () => {
  expect(titled('')).toBe('Event history')
  expect(titled('range=7d')).toBe('7d')
  expect(titled('userName=alice&eventName!=Decrypt&range=24h')).toBe('userName=alice eventName!=Decrypt 24h')
  expect(titled('startTime=2026-02-01T10:00:00Z&endTime=2026-02-02T10:00:00Z')).toBe('2026-02-01–2026-02-02')
  expect(titled('startTime=2026-02-01T10:00:00Z')).toBe('2026-02-01–')
  expect(titled('errorCode!=&view=Denied+calls')).toBe('Denied calls')
})

test('a long filter is cut, and text of an address cannot hide anything', () => {
  const long = titled(`text=${'word+'.repeat(100)}`)
  expect(Array.from(long)).toHaveLength(60)
  expect(long).toMatch(/…$/)
  expect(titled('view=a%E2%80%AEb')).toBe('a(U+202E)b')
})
