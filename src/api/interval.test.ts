import { expect, test } from 'vitest'
import { intervalMs } from './interval.ts'

test('reads the interval of buckets', () => {
  expect(['PT1S', 'PT30M', 'PT1H', 'P1D', 'P1W', 'PT1H30M', 'P1Y', ''].map(intervalMs)).toEqual([
    1000, 1_800_000, 3_600_000, 86_400_000, 604_800_000, 5_400_000, 0, 0,
  ])
})
