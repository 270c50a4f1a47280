import type { AlarmsResponse, CreatedAlarmsResponse } from '../../api/alarms.ts'
import { describeAlarms } from '../../aws/alarm-presets/describeAlarms.ts'
import { presetCalls } from '../../aws/alarm-presets/presetCalls.ts'
import { ALARM_PRESETS } from '../../aws/alarm-presets/presets.ts'
import { printFilter } from '../../filter/params.ts'
import { notStored } from '../http/problem.ts'
import type { AwsAccount } from './awsAccount.ts'
import { sceneOf } from './handsOn.ts'

export async function listAlarms(aws: AwsAccount): Promise<AlarmsResponse> {
  const { state } = await aws.endpoint()
  const groups = new Set(
    Object.values(state.cloudtrail.trails).map(({ settings }) => settings.cloudWatchLogsLogGroupArn),
  )
  return {
    alarms: describeAlarms(state).map(({ alarm, region, events }) => ({
      name: alarm.name,
      region,
      description: alarm.settings.description,
      state: alarm.value,
      reason: alarm.reason,
      since: new Date(alarm.sinceMs).toISOString(),
      events: printFilter(events),
    })),
    logGroups: Object.values(state.logs.groups)
      .filter(({ arn }) => groups.has(`${arn}:*`))
      .map(({ name, arn }) => ({ name, region: arn.split(':')[3]! })),
    presets: ALARM_PRESETS,
  }
}

interface Wanted {
  readonly as: string
  readonly logGroup: string
  readonly region: string
}

/** Makes the calls of all presets as a person of the account, up to the first that fails. */
export async function createAlarms(
  aws: AwsAccount,
  { as, logGroup, region }: Wanted,
  now: () => number,
): Promise<CreatedAlarmsResponse> {
  const endpoint = await aws.endpoint()
  const { principal, origin } = sceneOf(aws, endpoint.state, as, now()).actor.signedIn(now())
  let created = 0
  for (const preset of ALARM_PRESETS) {
    for (const { service, operation, input } of presetCalls(preset, logGroup)) {
      const performed = endpoint.performAs(principal, origin, region, service, operation, input)
      const { outcome } = await performed.catch((error: unknown) => {
        throw notStored('The call', error)
      })
      if ('failure' in outcome)
        return { created, failure: { code: outcome.failure.code, message: outcome.failure.message } }
    }
    created++
  }
  return { created, failure: null }
}
