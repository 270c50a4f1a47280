import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { BenchResult } from '../results.ts'
import { costChart } from './costChart.ts'

const WORKS = [
  'load all log files, with deduplication',
  'first page, a user',
  'histogram, a user',
  'values of six fields, a user',
  'one event by ID, with its record',
]

it('draws all measured work, with labels that neither overlap nor leave the picture', () => {
  const ms = fc.double({ min: 0.01, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(1e5, 1e6, 1e7), { minLength: 1 }),
      fc.array(ms, { minLength: WORKS.length, maxLength: WORKS.length }),
      ms,
      (sizes, values, parseMs) => {
        const chart = costChart(
          sizes.toSorted((a, b) => a - b).map((events) => result(events, values, parseMs)),
        )
        const tops = [...chart.matchAll(/<text x="[\d.]+" y="([\d.]+)" class="label">/g)].map(([, y]) =>
          Number(y),
        )
        expect(tops).toHaveLength(WORKS.length + 1)
        const apart = tops.slice(1).map((top, index) => top - tops[index]!)
        expect(Math.min(...apart)).toBeGreaterThan(14)
        expect(Math.min(...tops)).toBeGreaterThan(10)
        expect(Math.max(...tops)).toBeLessThan(450)
        expect(chart).not.toMatch(/NaN|Infinity/)
      },
    ),
  )
})

function result(events: number, values: readonly number[], parseMs: number): BenchResult {
  const rows = WORKS.map((work, index) => ({ work, unit: 'ms' as const, value: values[index]!, times: 1 }))
  const parse = { ms: parseMs, low: parseMs, high: parseMs, events, bytes: 1 }
  return { events, cores: 2, node: 'v20', parts: { loading: { parse, coresOfOthers: 0, rows } } }
}
