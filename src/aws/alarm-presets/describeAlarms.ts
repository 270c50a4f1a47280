import { EVERYTHING, type Filter } from '../../filter/filter.ts'
import type { AccountState } from '../accountState.ts'
import { parseFilterPattern } from '../filter-patterns/filterPattern.ts'
import { sortedBy } from '../pages.ts'
import type { Alarm } from '../services/monitoring/monitoringState.ts'
import { tokensOfPattern } from './filterOfPattern.ts'

export interface DescribedAlarm {
  readonly alarm: Alarm
  readonly region: string
  /** Finds the events that make its metric; those around its last change if no filter says more. */
  readonly events: Filter
}

/** In the order of their names, those that fire first. */
export function describeAlarms(state: AccountState): readonly DescribedAlarm[] {
  const keyOf = ({ value, name, arn }: Alarm) => `${value === 'ALARM' ? 0 : 1} ${name} ${arn}`
  return sortedBy(Object.values(state.monitoring.alarms), keyOf).map((alarm) => ({
    alarm,
    region: alarm.arn.split(':')[3]!,
    events: eventsOf(alarm, state),
  }))
}

/** How long it may take until an event is in the log group. */
const DELIVERY_MS = 900_000

function eventsOf(alarm: Alarm, state: AccountState): Filter {
  const { namespace, metricName, periodSeconds, evaluationPeriods } = alarm.settings
  const region = alarm.arn.split(':')[3]!
  const filter = Object.values(state.logs.groups)
    .filter(({ arn }) => arn.split(':')[3] === region)
    .flatMap(({ metricFilters }) => Object.values(metricFilters))
    .find(({ metric }) => metric.name === metricName && metric.namespace === namespace)
  const tokens = filter === undefined ? null : tokensOfPattern(parseFilterPattern(filter.pattern))
  if (tokens !== null) return { ...EVERYTHING, tokens }
  const time = (ms: number) => new Date(ms).toISOString()
  const startTime = time(alarm.sinceMs - periodSeconds * evaluationPeriods * 1000 - DELIVERY_MS)
  return { ...EVERYTHING, timeRange: { kind: 'absolute', startTime, endTime: time(alarm.sinceMs) } }
}
