import { expect, test } from 'vitest'
import { attributionRows } from './attributionRows.ts'

const value = (name: string, average: number) => ({ value: name, average })

test('the values of the insight come first, with their baseline, then those of the baseline alone', () => {
  const rows = attributionRows({
    attribute: 'userAgent',
    insight: [
      { ...value('boto3', 12), baselineAverage: 0.5 },
      { ...value('curl', 1), baselineAverage: null },
    ],
    baseline: [value('terraform', 2), value('boto3', 0.5)],
  })
  expect(rows).toEqual([
    { value: 'boto3', insight: 12, baseline: 0.5 },
    { value: 'curl', insight: 1, baseline: 0 },
    { value: 'terraform', insight: 0, baseline: 2 },
  ])
})

test('what is not among the five that are listed is not known', () => {
  const five = ['a', 'b', 'c', 'd', 'e']
  const rows = attributionRows({
    attribute: 'userAgent',
    insight: five.map((name) => ({ ...value(name, 1), baselineAverage: null })),
    baseline: ['v', 'w', 'x', 'y', 'z'].map((name) => value(name, 2)),
  })
  expect(rows[0]).toEqual({ value: 'a', insight: 1, baseline: null })
  expect(rows[5]).toEqual({ value: 'v', insight: null, baseline: 2 })
})
