import {
  DescribeAlarmHistory$,
  DescribeAlarms$,
  DescribeAlarmsForMetric$,
  InvalidNextToken$,
  type AlarmHistoryItem,
  type DescribeAlarmHistoryInput,
  type DescribeAlarmHistoryOutput,
  type DescribeAlarmsForMetricInput,
  type DescribeAlarmsForMetricOutput,
  type DescribeAlarmsInput,
  type DescribeAlarmsOutput,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch'
import type { CallContext } from '../../callContext.ts'
import { operation } from '../../operation.ts'
import { pageOf, sortedBy } from '../../pages.ts'
import { dimensionsOf } from './alarmInput.ts'
import { failed, failedValidation } from './failed.ts'
import { keyOfDimensions } from './metrics.ts'
import { alarmArn, type Alarm } from './monitoringState.ts'
import { cloudWatchAction } from './onAlarm.ts'

const describeAlarms = operation<DescribeAlarmsInput, DescribeAlarmsOutput>(
  DescribeAlarms$,
  (input, context) => {
    const {
      AlarmNames,
      AlarmNamePrefix,
      StateValue,
      ActionPrefix,
      AlarmTypes,
      MaxRecords = 50,
      NextToken,
    } = input
    if (AlarmNames !== undefined && AlarmNamePrefix !== undefined)
      throw failedValidation('AlarmNamePrefix and AlarmNames cannot be given together.')
    checkMaxRecords(MaxRecords)
    const found = alarmsHere(context).filter(
      ({ name, value, settings }) =>
        (AlarmNames === undefined || AlarmNames.length === 0 || AlarmNames.includes(name)) &&
        name.startsWith(AlarmNamePrefix ?? '') &&
        (StateValue === undefined || value === StateValue) &&
        (ActionPrefix === undefined ||
          settings.alarmActions.some((action) => action.startsWith(ActionPrefix))),
    )
    const wanted = AlarmTypes === undefined || AlarmTypes.includes('MetricAlarm') ? found : []
    const page = pageOf(sortedBy(wanted, nameOf), nameOf, MaxRecords, NextToken, wrongToken)
    return {
      MetricAlarms: page.items.map(written),
      CompositeAlarms: [],
      ...(page.next !== undefined && { NextToken: page.next }),
    }
  },
  cloudWatchAction('DescribeAlarms'),
)

const describeAlarmsForMetric = operation<DescribeAlarmsForMetricInput, DescribeAlarmsForMetricOutput>(
  DescribeAlarmsForMetric$,
  (input, context) => {
    const dimensions = keyOfDimensions(dimensionsOf(input.Dimensions))
    const found = alarmsHere(context).filter(
      ({ settings }) =>
        settings.namespace === input.Namespace &&
        settings.metricName === input.MetricName &&
        (input.Statistic === undefined || settings.statistic === input.Statistic) &&
        (input.Period === undefined || settings.periodSeconds === input.Period) &&
        keyOfDimensions(settings.dimensions) === dimensions,
    )
    return { MetricAlarms: sortedBy(found, nameOf).map(written) }
  },
  cloudWatchAction('DescribeAlarmsForMetric'),
)

const describeAlarmHistory = operation<DescribeAlarmHistoryInput, DescribeAlarmHistoryOutput>(
  DescribeAlarmHistory$,
  (input, context) => {
    const { AlarmName, HistoryItemType, StartDate, EndDate, MaxRecords = 100, NextToken, ScanBy } = input
    checkMaxRecords(MaxRecords)
    const items = alarmsHere(context)
      .filter(({ name }) => AlarmName === undefined || name === AlarmName)
      .flatMap((alarm) => alarm.history.map((item, at) => ({ alarm, item, at })))
      .filter(
        ({ item }) =>
          (HistoryItemType === undefined || item.kind === HistoryItemType) &&
          item.atMs >= (StartDate?.getTime() ?? 0) &&
          item.atMs <= (EndDate?.getTime() ?? Infinity),
      )
    const isOldestFirst = ScanBy === 'TimestampAscending'
    const keyOf = ({ item, alarm, at }: (typeof items)[number]) => {
      const number = (value: number) => String(isOldestFirst ? value : 9e14 - value).padStart(15, '0')
      return `${number(item.atMs)}/${alarm.name}/${number(at)}`
    }
    const page = pageOf(sortedBy(items, keyOf), keyOf, MaxRecords, NextToken, wrongToken)
    return {
      AlarmHistoryItems: page.items.map(({ alarm, item }): AlarmHistoryItem => ({
        AlarmName: alarm.name,
        AlarmType: 'MetricAlarm',
        Timestamp: new Date(item.atMs),
        HistoryItemType: item.kind,
        HistorySummary: item.summary,
        HistoryData: item.data,
      })),
      ...(page.next !== undefined && { NextToken: page.next }),
    }
  },
  cloudWatchAction('DescribeAlarmHistory'),
)

export const DESCRIBING = [describeAlarms, describeAlarmsForMetric, describeAlarmHistory]

function checkMaxRecords(count: number): void {
  if (count < 1 || count > 100) throw failedValidation('MaxRecords must be from 1 to 100.')
}

const wrongToken = () => failed(InvalidNextToken$, 'The next token is not valid.')

const nameOf = ({ name }: Alarm) => name

const alarmsHere = ({ state, region, account }: CallContext): readonly Alarm[] =>
  Object.values(state.monitoring.alarms).filter(({ arn }) =>
    arn.startsWith(alarmArn(region, account.accountId, '')),
  )

function written(alarm: Alarm): MetricAlarm {
  const { settings } = alarm
  return {
    AlarmName: alarm.name,
    AlarmArn: alarm.arn,
    ...(settings.description !== null && { AlarmDescription: settings.description }),
    AlarmConfigurationUpdatedTimestamp: new Date(alarm.configuredMs),
    ActionsEnabled: settings.actionsEnabled,
    OKActions: [...settings.okActions],
    AlarmActions: [...settings.alarmActions],
    InsufficientDataActions: [...settings.insufficientDataActions],
    StateValue: alarm.value,
    StateReason: alarm.reason,
    ...(alarm.reasonData !== null && { StateReasonData: alarm.reasonData }),
    StateUpdatedTimestamp: new Date(alarm.sinceMs),
    StateTransitionedTimestamp: new Date(alarm.sinceMs),
    MetricName: settings.metricName,
    Namespace: settings.namespace,
    Statistic: settings.statistic,
    Dimensions: Object.entries(settings.dimensions).map(([Name, Value]) => ({ Name, Value })),
    Period: settings.periodSeconds,
    ...(settings.unit !== null && { Unit: settings.unit as NonNullable<MetricAlarm['Unit']> }),
    EvaluationPeriods: settings.evaluationPeriods,
    ...(settings.datapointsToAlarm !== null && { DatapointsToAlarm: settings.datapointsToAlarm }),
    Threshold: settings.threshold,
    ComparisonOperator: settings.operator,
    TreatMissingData: settings.treatMissingData,
  }
}
