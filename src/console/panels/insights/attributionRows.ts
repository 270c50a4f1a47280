import type { InsightResponse } from '../../../api/insights.ts'

export type Attribution = InsightResponse['attributions'][number]

export interface AttributionRow {
  readonly value: string
  /** Calls or errors per minute; null if it is not known. */
  readonly insight: number | null
  readonly baseline: number | null
}

/** As many values of an attribute as are known at most. */
const MOST_VALUES = 5

/** The values of an attribute: those of the insight first, then those of the baseline alone. */
export function attributionRows({ insight, baseline }: Attribution): readonly AttributionRow[] {
  const known = new Set(insight.map(({ value }) => value))
  // A value that is not among fewer than the most that are listed had no calls.
  const others = insight.length < MOST_VALUES ? 0 : null
  return [
    ...insight.map(({ value, average, baselineAverage }) => ({
      value,
      insight: average,
      baseline: baselineAverage ?? (baseline.length < MOST_VALUES ? 0 : null),
    })),
    ...baseline
      .filter(({ value }) => !known.has(value))
      .map(({ value, average }) => ({ value, insight: others, baseline: average })),
  ]
}

const TITLES: Readonly<Record<string, string>> = {
  userIdentityArn: 'User identity ARNs',
  userAgent: 'User agents',
  errorCode: 'Error codes',
}

/** `User agents`; an attribute that is not known stays as CloudTrail wrote it. */
export const attributionTitle = (attribute: string): string => TITLES[attribute] ?? attribute
