import type { AwsEndpoint } from '../aws/endpoint.ts'
import { setEntry, entryOf } from '../aws/entries.ts'
import { AwsFailure } from '../aws/failure.ts'
import { streamName, whyNoLogGroup, whyNoTopic } from '../aws/services/cloudtrail/trailOutputs.ts'
import { addEvents } from '../aws/services/logs/addEvents.ts'
import { newLogStream } from '../aws/services/logs/logsState.ts'
import { publishMessage } from '../aws/services/sns/publishMessage.ts'
import type { TrailOutput } from './trailOutput.ts'

/** CloudTrail sends no larger events to CloudWatch Logs. */
const MOST_BYTES = 262_144

type Account = Pick<AwsEndpoint, 'account' | 'change' | 'logEvents'>

/** The log group and the topic of a trail, as they are in the account. */
export function accountOutput(endpoint: Account): TrailOutput {
  const { account, logEvents } = endpoint
  return {
    delivered: async ({ arn, settings }, { bucket, keys }, nowMs) => {
      const { snsTopicArn } = settings
      if (snsTopicArn === null || keys.length === 0) return
      await endpoint.change((state) => {
        const why = whyNoTopic(state, snsTopicArn, arn, account.accountId)
        if (why !== null) throw new AwsFailure('AuthorizationError', why, 403)
        // docs/cloudtrail.md#delivery
        const message = JSON.stringify({ s3Bucket: bucket, s3ObjectKey: keys })
        publishMessage(state.sns.topics[snsTopicArn]!, { message }, { state, nowMs })
      })
    },

    // Events of all Regions are in the stream of the home Region, which alone the role has to allow.
    logged: async ({ homeRegion, settings }, _, records, nowMs) => {
      const { cloudWatchLogsLogGroupArn: groupArn, cloudWatchLogsRoleArn: roleArn } = settings
      const messages = records.filter((record) => Buffer.byteLength(record) <= MOST_BYTES)
      if (groupArn === null || roleArn === null || messages.length === 0) return
      await endpoint.change(async (state) => {
        const name = streamName(account.accountId, homeRegion)
        const why = whyNoLogGroup(state, groupArn, roleArn, name)
        if (why !== null)
          throw new AwsFailure(why.isRole ? 'AccessDenied' : 'ResourceNotFoundException', why.reason)
        const group = state.logs.groups[groupArn.replace(/:\*$/, '')]!
        const stream = entryOf(group.streams, name) ?? newLogStream(group, name, nowMs)
        setEntry(group.streams, name, stream)
        const events = messages.map((message) => ({ timestampMs: nowMs, message }))
        await addEvents(group, stream, events, { account, state, logEvents, nowMs })
      })
    },
  }
}
