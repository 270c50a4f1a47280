import { expect, test } from 'vitest'
import { rangeSections } from './rangeSections.ts'

const NOW = Date.parse('2026-03-10T12:00:00Z')

test.each([
  ['last 36h', ['last 36h: range=36h']],
  ['yesterday ', ['yesterday: startTime=2026-03-09T00:00:00Z endTime=2026-03-09T23:59:59Z']],
  ['10', []],
  ['terminate', []],
  ['', []],
])('“%s” offers the ranges %j', (typed, lines) => {
  const [section] = rangeSections(typed, NOW, 'utc', () => {})
  expect(section?.entries.map(({ label, detail }) => `${label}: ${detail}`) ?? []).toEqual(lines)
})
