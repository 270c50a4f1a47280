/** What is measured repeatedly. */
export interface Measurement {
  /** Elapsed share of the hour, from 0 to 1. */
  readonly hours: number
  readonly pageHeap: number
  readonly domNodes: number
  readonly detachedNodes: number
  readonly listeners: number
  readonly serverHeap: number
  readonly serverMemory: number
}

export type Measure = Exclude<keyof Measurement, 'hours'>

export interface Bound {
  readonly measure: Measure
  readonly label: string
  /** How much it may grow in an hour with this number of events. */
  readonly most: (events: number) => number
  readonly unit: 'MB' | ''
}

const MB = 1e6

/**
 * The page keeps nothing of an event that is out of sight. The server keeps an index entry of each,
 * and its engine fills its buffers up to their limit.
 */
export const BOUNDS: readonly Bound[] = [
  { measure: 'pageHeap', label: 'page, JavaScript heap', most: () => 3 * MB, unit: 'MB' },
  { measure: 'domNodes', label: 'page, DOM nodes', most: () => 400, unit: '' },
  { measure: 'detachedNodes', label: 'page, detached nodes', most: () => 400, unit: '' },
  { measure: 'listeners', label: 'page, listeners', most: () => 100, unit: '' },
  {
    measure: 'serverHeap',
    label: 'server, JavaScript heap',
    most: (events) => 3 * MB + 200 * events,
    unit: 'MB',
  },
  {
    measure: 'serverMemory',
    label: 'server, resident memory',
    most: (events) => 40 * MB + 2000 * events,
    unit: 'MB',
  },
]

/**
 * The growth of a measure per hour: the slope of a line through the second half of the
 * measurements.
 */
export function growthAnHour(measurements: readonly Measurement[], measure: Measure): number {
  const half = measurements.slice(Math.floor(measurements.length / 2))
  const meanOf = (valueOf: (each: Measurement) => number) =>
    half.reduce((sum, each) => sum + valueOf(each), 0) / half.length
  const meanHours = meanOf(({ hours }) => hours)
  const meanValue = meanOf((each) => each[measure])
  const spread = meanOf(({ hours }) => (hours - meanHours) ** 2)
  return meanOf((each) => (each.hours - meanHours) * (each[measure] - meanValue)) / spread
}
