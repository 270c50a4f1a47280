/** Alarms by ARN, and the metrics that metric filters and PutMetricData made, by `keyOfMetric`. */
export interface MonitoringState {
  readonly alarms: Record<string, Alarm>
  readonly metrics: Record<string, Metric>
}

export type AlarmValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA'

export interface Alarm {
  readonly name: string
  readonly arn: string
  settings: AlarmSettings
  configuredMs: number
  value: AlarmValue
  reason: string
  /** JSON. */
  reasonData: string | null
  /** When it became what it is now. */
  sinceMs: number
  tags: Record<string, string>
  /** The newest last, at most a hundred. */
  readonly history: HistoryItem[]
}

export interface AlarmSettings {
  readonly description: string | null
  actionsEnabled: boolean
  readonly okActions: readonly string[]
  readonly alarmActions: readonly string[]
  readonly insufficientDataActions: readonly string[]
  readonly namespace: string
  readonly metricName: string
  readonly dimensions: Readonly<Record<string, string>>
  readonly statistic: Statistic
  readonly periodSeconds: number
  readonly evaluationPeriods: number
  /** How many of the periods have to breach the threshold. */
  readonly datapointsToAlarm: number | null
  readonly threshold: number
  readonly operator: ComparisonOperator
  readonly treatMissingData: MissingData
  readonly unit: string | null
}

export const STATISTICS = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'] as const
export type Statistic = (typeof STATISTICS)[number]

export const COMPARISONS = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanThreshold: 'less than',
  LessThanOrEqualToThreshold: 'less than or equal to',
} as const
type ComparisonOperator = keyof typeof COMPARISONS

export const MISSING_DATA = ['breaching', 'notBreaching', 'ignore', 'missing'] as const
type MissingData = (typeof MISSING_DATA)[number]

interface HistoryItem {
  readonly atMs: number
  readonly kind: 'ConfigurationUpdate' | 'StateUpdate' | 'Action'
  readonly summary: string
  /** JSON. */
  readonly data: string
}

export interface MetricIdentity {
  readonly region: string
  readonly namespace: string
  readonly name: string
  readonly dimensions: Readonly<Record<string, string>>
}

export interface Metric extends MetricIdentity {
  readonly unit: string
  /** The minutes that have data, in the order of time, at most `MOST_MINUTES`. */
  readonly minutes: MetricMinute[]
}

export interface MetricMinute {
  readonly atMs: number
  readonly count: number
  readonly sum: number
  readonly min: number
  readonly max: number
}

export const newMonitoringState = (): MonitoringState => ({ alarms: {}, metrics: {} })

export function alarmArn(region: string, accountId: string, name: string): string {
  return `arn:aws:cloudwatch:${region}:${accountId}:alarm:${name}`
}

const MOST_HISTORY = 100

export function addHistory({ history }: Alarm, item: HistoryItem): void {
  history.push(item)
  if (history.length > MOST_HISTORY) history.shift()
}
