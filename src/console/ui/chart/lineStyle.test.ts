import { expect, test } from 'vitest'
import { lineStyles, MOST_LINES } from './lineStyle.ts'

test('lines differ by dashes or markers as well as by colour; the rest is unlike all of them', () => {
  const lines = Array.from({ length: MOST_LINES }, (_, index) => ({ name: String(index), points: [] }))
  const styles = lineStyles([...lines, { name: 'Others', points: [], isRest: true }])
  expect(new Set(styles.map(({ className }) => className)).size).toBe(MOST_LINES + 1)
  expect(new Set(styles.map(({ dashes, marker }) => `${dashes} ${marker}`)).size).toBe(MOST_LINES + 1)
})
