import {
  DeleteAlarms$,
  DisableAlarmActions$,
  EnableAlarmActions$,
  PutMetricAlarm$,
  ResourceNotFound$,
  SetAlarmState$,
  type DeleteAlarmsInput,
  type DisableAlarmActionsInput,
  type EnableAlarmActionsInput,
  type PutMetricAlarmInput,
  type SetAlarmStateInput,
} from '@aws-sdk/client-cloudwatch'
import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { operation } from '../../operation.ts'
import { alarmSettings } from './alarmInput.ts'
import { failed, failedValidation } from './failed.ts'
import { addHistory, alarmArn, type Alarm } from './monitoringState.ts'
import { cloudWatchAction, onAlarm } from './onAlarm.ts'
import { setAlarmValue, settleAlarms } from './settleAlarms.ts'

const putMetricAlarm = operation<PutMetricAlarmInput, object>(
  PutMetricAlarm$,
  (input, context) => {
    const { account, region, state, nowMs } = context
    const name = input.AlarmName!
    if (name.length === 0 || name.length > 255)
      throw failedValidation(
        "Value at 'alarmName' failed to satisfy constraint: Member must have length from 1 to 255",
      )
    const settings = alarmSettings(input)
    const arn = alarmArn(region, account.accountId, name)
    const before = entryOf(state.monitoring.alarms, arn)
    const alarm: Alarm = before ?? {
      name,
      arn,
      settings,
      configuredMs: nowMs,
      value: 'INSUFFICIENT_DATA',
      reason: 'Unchecked: Initial alarm creation',
      reasonData: null,
      sinceMs: nowMs,
      tags: Object.fromEntries((input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
      history: [],
    }
    Object.assign(alarm, { settings, configuredMs: nowMs })
    state.monitoring.alarms[arn] = alarm
    addHistory(alarm, {
      atMs: nowMs,
      kind: 'ConfigurationUpdate',
      summary: before === undefined ? `Alarm "${name}" created` : `Alarm "${name}" updated`,
      data: JSON.stringify({ version: '1.0', type: before === undefined ? 'Create' : 'Update' }),
    })
    settleAlarms(context)
    return {}
  },
  onAlarm('PutMetricAlarm'),
)

const deleteAlarms = operation<DeleteAlarmsInput, object>(
  DeleteAlarms$,
  ({ AlarmNames }, context) => {
    const alarms = AlarmNames!.map((name) => alarmOf(context, name))
    const missing = AlarmNames!.filter((_, at) => alarms[at] === undefined)
    if (missing.length > 0)
      throw failed(ResourceNotFound$, `Alarm(s) [${missing.join(', ')}] could not be found.`)
    for (const alarm of alarms) delete context.state.monitoring.alarms[alarm!.arn]
    return {}
  },
  cloudWatchAction('DeleteAlarms'),
)

const enableAlarmActions = operation<EnableAlarmActionsInput, object>(
  EnableAlarmActions$,
  ({ AlarmNames }, context) => switchActions(context, AlarmNames!, true),
  cloudWatchAction('EnableAlarmActions'),
)

const disableAlarmActions = operation<DisableAlarmActionsInput, object>(
  DisableAlarmActions$,
  ({ AlarmNames }, context) => switchActions(context, AlarmNames!, false),
  cloudWatchAction('DisableAlarmActions'),
)

/** Names of alarms that do not exist are passed over, as in AWS. */
function switchActions(context: CallContext, names: readonly string[], isEnabled: boolean): object {
  for (const name of names) {
    const alarm = alarmOf(context, name)
    if (alarm !== undefined) alarm.settings.actionsEnabled = isEnabled
  }
  return {}
}

/** Until the metric says something else, which may be soon. */
const setAlarmState = operation<SetAlarmStateInput, object>(
  SetAlarmState$,
  ({ AlarmName, StateValue, StateReason, StateReasonData = null }, context) => {
    const alarm = alarmOf(context, AlarmName!)
    if (alarm === undefined) throw failed(ResourceNotFound$, `Alarm ${AlarmName} could not be found.`)
    if (StateValue !== 'OK' && StateValue !== 'ALARM' && StateValue !== 'INSUFFICIENT_DATA')
      throw failedValidation(`The state ${StateValue} is none of OK, ALARM, INSUFFICIENT_DATA.`)
    if (StateValue !== alarm.value)
      setAlarmValue(alarm, { value: StateValue, reason: StateReason!, reasonData: StateReasonData }, context)
    return {}
  },
  onAlarm('SetAlarmState'),
)

export const ALARMS = [putMetricAlarm, deleteAlarms, enableAlarmActions, disableAlarmActions, setAlarmState]

function alarmOf({ account, region, state }: CallContext, name: string): Alarm | undefined {
  return entryOf(state.monitoring.alarms, alarmArn(region, account.accountId, name))
}
