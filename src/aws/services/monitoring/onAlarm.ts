import type { CallContext } from '../../callContext.ts'
import { alarmArn } from './monitoringState.ts'

/** The recording of an operation: IAM calls the service `cloudwatch`, CloudTrail `monitoring`. */
export function cloudWatchAction(name: string): { readonly action: string } {
  return { action: `cloudwatch:${name}` }
}

/** Of an operation on one alarm. */
export function onAlarm(name: string) {
  return {
    ...cloudWatchAction(name),
    resource: ({ AlarmName = '' }: { readonly AlarmName?: string | undefined }, context: CallContext) =>
      alarmArn(context.region, context.account.accountId, AlarmName),
  }
}
