import { expect, it } from 'vitest'
import { timeAgo } from './timeAgo.ts'

it('says how long ago in the largest unit that fits', () => {
  const nowMs = Date.parse('2026-11-20T12:00:00Z')
  const said = (iso: string) => timeAgo(iso, nowMs)
  expect(said('2026-11-20T12:00:00Z')).toBe('now')
  expect(said('2026-11-20T11:59:18Z')).toBe('42 seconds ago')
  expect(said('2026-11-20T09:30:00Z')).toBe('2 hours ago')
  expect(said('2026-11-19T11:00:00Z')).toBe('yesterday')
  expect(said('2023-07-10T12:00:00Z')).toBe('3 years ago')
  expect(said('no time')).toBeNull()
})
