import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { publishMessage } from '../sns/publishMessage.ts'
import { evaluateAlarm, printTime, type Evaluation } from './evaluateAlarm.ts'
import {
  addHistory,
  COMPARISONS,
  type Alarm,
  type AlarmSettings,
  type AlarmValue,
} from './monitoringState.ts'

export type AlarmContext = Pick<CallContext, 'account' | 'state' | 'nowMs'>

/** Gives each alarm the state that its metric has now, and tells its topics of a change. */
export function settleAlarms(context: AlarmContext): void {
  const { state, nowMs } = context
  for (const alarm of Object.values(state.monitoring.alarms)) {
    const evaluation = evaluateAlarm(alarm, state.monitoring, nowMs)
    if (evaluation.value !== alarm.value) setAlarmValue(alarm, evaluation, context)
  }
}

/** Whether `settleAlarms` would change an alarm. */
export function isAnyAlarmDue({ state, nowMs }: AlarmContext): boolean {
  return Object.values(state.monitoring.alarms).some(
    (alarm) => evaluateAlarm(alarm, state.monitoring, nowMs).value !== alarm.value,
  )
}

export function setAlarmValue(
  alarm: Alarm,
  { value, reason, reasonData }: Omit<Evaluation, 'reasonData'> & { readonly reasonData: string | null },
  context: AlarmContext,
): void {
  const { nowMs } = context
  const before = { value: alarm.value, reason: alarm.reason }
  Object.assign(alarm, { value, reason, reasonData, sinceMs: nowMs })
  const stateOf = (each: typeof before) => ({ stateValue: each.value, stateReason: each.reason })
  addHistory(alarm, {
    atMs: nowMs,
    kind: 'StateUpdate',
    summary: `Alarm updated from ${before.value} to ${value}`,
    data: JSON.stringify({ version: '1.0', oldState: stateOf(before), newState: stateOf({ value, reason }) }),
  })
  if (!alarm.settings.actionsEnabled) return
  for (const action of actionsFor(alarm.settings, value)) tellTopic(alarm, action, before.value, context)
}

function actionsFor(settings: AlarmSettings, value: AlarmValue): readonly string[] {
  switch (value) {
    case 'ALARM':
      return settings.alarmActions
    case 'OK':
      return settings.okActions
    case 'INSUFFICIENT_DATA':
      return settings.insufficientDataActions
  }
}

/** Actions other than topics are written into the history alone. */
function tellTopic(alarm: Alarm, action: string, before: AlarmValue, context: AlarmContext): void {
  const topic = entryOf(context.state.sns.topics, action)
  const told = topic === undefined ? 'Failed' : 'Successfully'
  addHistory(alarm, {
    atMs: context.nowMs,
    kind: 'Action',
    summary: `${told} executed action ${action}`,
    data: JSON.stringify({
      actionState: topic === undefined ? 'Failed' : 'Succeeded',
      notificationResource: action,
      stateUpdateTimestamp: context.nowMs,
      ...(topic === undefined && { error: 'There is no such topic in the account.' }),
    }),
  })
  if (topic === undefined) return
  const subject = `${alarm.value}: "${alarm.name}" in ${action.split(':')[3]}`
  publishMessage(topic, { subject, message: JSON.stringify(messageOf(alarm, before, context)) }, context)
}

/** As CloudWatch writes it to topics. */
function messageOf({ name, arn, settings, value, reason }: Alarm, before: AlarmValue, context: AlarmContext) {
  return {
    AlarmName: name,
    AlarmDescription: settings.description,
    AWSAccountId: context.account.accountId,
    NewStateValue: value,
    NewStateReason: reason,
    StateChangeTime: printTime(context.nowMs),
    Region: arn.split(':')[3],
    AlarmArn: arn,
    OldStateValue: before,
    OKActions: settings.okActions,
    AlarmActions: settings.alarmActions,
    InsufficientDataActions: settings.insufficientDataActions,
    Trigger: {
      MetricName: settings.metricName,
      Namespace: settings.namespace,
      StatisticType: 'Statistic',
      Statistic: settings.statistic.toUpperCase(),
      Unit: settings.unit,
      Dimensions: Object.entries(settings.dimensions).map(([dimension, each]) => ({
        value: each,
        name: dimension,
      })),
      Period: settings.periodSeconds,
      EvaluationPeriods: settings.evaluationPeriods,
      ComparisonOperator: settings.operator satisfies keyof typeof COMPARISONS,
      Threshold: settings.threshold,
      TreatMissingData: settings.treatMissingData,
    },
  }
}
