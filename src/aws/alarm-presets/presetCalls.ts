import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch'
import type { PutMetricFilterRequest } from '@aws-sdk/client-cloudwatch-logs'
import type { AlarmPreset } from './presets.ts'

const NAMESPACE = 'CloudTrailMetrics'
const PERIOD_SECONDS = 300

/** A call of the API of the account. */
export interface PresetCall {
  readonly service: string
  readonly operation: string
  readonly input: object
}

/** The calls that make the metric filter and the alarm of a preset, in their order. */
export function presetCalls(
  { name, sentence, pattern }: AlarmPreset,
  logGroupName: string,
): readonly PresetCall[] {
  const filter: PutMetricFilterRequest = {
    logGroupName,
    filterName: name,
    filterPattern: pattern,
    metricTransformations: [{ metricName: name, metricNamespace: NAMESPACE, metricValue: '1' }],
  }
  const alarm: PutMetricAlarmInput = {
    AlarmName: name,
    AlarmDescription: sentence,
    Namespace: NAMESPACE,
    MetricName: name,
    Statistic: 'Sum',
    Period: PERIOD_SECONDS,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  }
  return [
    { service: 'logs', operation: 'PutMetricFilter', input: filter },
    { service: 'monitoring', operation: 'PutMetricAlarm', input: alarm },
  ]
}
