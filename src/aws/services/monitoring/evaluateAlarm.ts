import { findMetric, MINUTE_MS, sampleBetween, statisticOf } from './metrics.ts'
import {
  COMPARISONS,
  type Alarm,
  type AlarmSettings,
  type AlarmValue,
  type MonitoringState,
} from './monitoringState.ts'

export interface Evaluation {
  readonly value: AlarmValue
  readonly reason: string
  readonly reasonData: string
}

interface Datapoint {
  readonly startMs: number
  readonly value: number
}

/**
 * What an alarm says at a moment. Its periods end with the present minute, so that an event counts
 * as soon as it is there.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function evaluateAlarm(alarm: Alarm, monitoring: MonitoringState, nowMs: number): Evaluation {
  const { settings } = alarm
  const { evaluationPeriods, periodSeconds } = settings
  const metric = findMetric(monitoring, {
    region: alarm.arn.split(':')[3]!,
    namespace: settings.namespace,
    name: settings.metricName,
    dimensions: settings.dimensions,
  })
  const endMs = (Math.floor(nowMs / MINUTE_MS) + 1) * MINUTE_MS
  const datapoints: Datapoint[] = []
  for (let back = 1; back <= evaluationPeriods; back++) {
    const startMs = endMs - back * periodSeconds * 1000
    const sample = sampleBetween(metric, startMs, startMs + periodSeconds * 1000)
    if (sample !== null) datapoints.push({ startMs, value: statisticOf(sample, settings.statistic) })
  }
  const value = valueOf(settings, datapoints, alarm.value)
  return {
    value,
    reason: reasonFor(settings, datapoints, value),
    reasonData: JSON.stringify({
      version: '1.0',
      queryDate: printTime(nowMs),
      statistic: settings.statistic,
      period: periodSeconds,
      recentDatapoints: datapoints.map((point) => point.value).toReversed(),
      threshold: settings.threshold,
    }),
  }
}

function valueOf(settings: AlarmSettings, present: readonly Datapoint[], before: AlarmValue): AlarmValue {
  const { evaluationPeriods, treatMissingData } = settings
  const needed = settings.datapointsToAlarm ?? evaluationPeriods
  const missing = evaluationPeriods - present.length
  const breaching = present.filter(({ value }) => breaches(settings, value)).length
  switch (treatMissingData) {
    case 'breaching':
      return breaching + missing >= needed ? 'ALARM' : 'OK'
    case 'notBreaching':
      return breaching >= needed ? 'ALARM' : 'OK'
    case 'ignore':
      if (breaching >= needed) return 'ALARM'
      return breaching + missing < needed ? 'OK' : before
    case 'missing':
      if (present.length === 0) return 'INSUFFICIENT_DATA'
      return breaching >= Math.min(needed, present.length) ? 'ALARM' : 'OK'
  }
}

function breaches({ operator, threshold }: AlarmSettings, value: number): boolean {
  switch (operator) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold
    case 'GreaterThanThreshold':
      return value > threshold
    case 'LessThanThreshold':
      return value < threshold
    case 'LessThanOrEqualToThreshold':
      return value <= threshold
  }
}

/** In the words of CloudWatch. */
function reasonFor(settings: AlarmSettings, present: readonly Datapoint[], value: AlarmValue): string {
  const { operator, threshold, evaluationPeriods, treatMissingData } = settings
  const plural = (count: number) => `${count} datapoint${count === 1 ? ' was' : 's were'}`
  if (present.length === 0) {
    const treated = treatMissingData === 'breaching' || treatMissingData === 'notBreaching'
    return treated
      ? `Threshold Crossed: no datapoints were received for ${evaluationPeriods} period${evaluationPeriods === 1 ? '' : 's'} and ${evaluationPeriods} missing datapoint${evaluationPeriods === 1 ? ' was' : 's were'} treated as [${treatMissingData === 'breaching' ? 'Breaching' : 'NonBreaching'}].`
      : `Insufficient Data: ${plural(evaluationPeriods)} unknown.`
  }
  const told = present.filter((point) => breaches(settings, point.value) === (value === 'ALARM'))
  const points = told.length > 0 ? told : present
  const list = points.map(({ value: each, startMs }) => `${decimal(each)} (${shortTime(startMs)})`).join(', ')
  return `Threshold Crossed: ${points.length} datapoint${points.length === 1 ? '' : 's'} [${list}] ${points.length === 1 ? 'was' : 'were'} ${value === 'ALARM' ? '' : 'not '}${COMPARISONS[operator]} the threshold (${decimal(threshold)}).`
}

const decimal = (value: number) => (Number.isInteger(value) ? value.toFixed(1) : String(value))

/** `2026-02-04T10:00:00.000+0000` */
export const printTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '+0000')

/** `04/02/26 10:00:00` */
function shortTime(ms: number): string {
  const [, year, month, day, time] = /^\d\d(\d\d)-(\d\d)-(\d\d)T([\d:]{8})/.exec(new Date(ms).toISOString())!
  return `${day}/${month}/${year} ${time}`
}
