import { parseFilterPattern } from '../../filter-patterns/filterPattern.ts'
import { matchPattern, type Match } from '../../filter-patterns/matchPattern.ts'
import { settleAlarms } from '../monitoring/settleAlarms.ts'
import { addSample } from '../monitoring/metrics.ts'
import type { LogsContext, NewEvent } from './newEvents.ts'
import type { LogGroup, MetricFilter } from './logsState.ts'

/** Adds to the metrics what the group's metric filters count in new events, and looks after the alarms on them. */
export function countInMetrics(group: LogGroup, events: readonly NewEvent[], context: LogsContext): void {
  const filters = Object.values(group.metricFilters)
  if (filters.length === 0) return
  const region = group.arn.split(':')[3]!
  for (const filter of filters) {
    const samples = samplesOf(filter, events)
    for (const { timestampMs, value, dimensions } of samples)
      addSample(context.state.monitoring, { ...identityOf(filter, region), dimensions }, timestampMs, value)
    const { defaultValue } = filter.metric
    if (samples.length === 0 && defaultValue !== null)
      addSample(
        context.state.monitoring,
        { ...identityOf(filter, region), dimensions: {} },
        context.nowMs,
        defaultValue,
      )
  }
  settleAlarms(context)
}

interface Sample {
  readonly timestampMs: number
  readonly value: number
  readonly dimensions: Readonly<Record<string, string>>
}

function samplesOf({ pattern, metric }: MetricFilter, events: readonly NewEvent[]): readonly Sample[] {
  const read = parseFilterPattern(pattern)
  return events.flatMap(({ timestampMs, message }) => {
    const match = matchPattern(read, message)
    if (match === null) return []
    const value = Number(
      metric.value.startsWith('$') ? (match.valueOf(metric.value) ?? 'none') : metric.value,
    )
    const dimensions = dimensionsOf(metric.dimensions, match)
    return Number.isFinite(value) && dimensions !== null ? [{ timestampMs, value, dimensions }] : []
  })
}

/** Null if the event lacks one of them: then it is not counted, as in AWS. */
function dimensionsOf(
  selectors: Readonly<Record<string, string>>,
  match: Match,
): Readonly<Record<string, string>> | null {
  const entries = Object.entries(selectors).map(
    ([name, selector]) => [name, match.valueOf(selector)] as const,
  )
  return entries.some(([, value]) => value === null)
    ? null
    : Object.fromEntries(entries as [string, string][])
}

const identityOf = ({ metric: { name, namespace, unit } }: MetricFilter, region: string) => ({
  region,
  namespace,
  name,
  unit,
})
