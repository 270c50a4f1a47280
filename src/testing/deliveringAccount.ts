import type { AccountCallResponse } from '../api/accountCalls.ts'
import { accountOn } from '../server/account/accountFeed.ts'
import { AccountInsights } from '../server/account/accountInsights.ts'
import { AwsAccount } from '../server/account/awsAccount.ts'
import { RecordedCalls } from '../server/account/recordedCalls.ts'
import { createApp } from '../server/app.ts'
import type { OtherBuckets } from '../sources/destination.ts'
import './loadedAccount.ts'
import { servicesOf } from './servicesOf.ts'
import { storeOf } from './storeOf.ts'

export const HOUR = 3_600_000
export const REGION = 'eu-central-1'

export interface DeliveringParts {
  readonly startMs: number
  /** Null in memory. */
  readonly folder: string | null
  readonly otherBuckets?: OtherBuckets
}

/** A simulated account whose trails deliver when a test says so, by a clock that tests move. */
export async function deliveringAccount({ startMs, folder, otherBuckets }: DeliveringParts) {
  const account = accountOn(7, startMs)
  const store = await storeOf([])
  const calls = new RecordedCalls(null, store, () => made.nowMs, 0)
  const insights = new AccountInsights(store, () => made.nowMs, 0)
  const aws = new AwsAccount({
    account,
    store,
    calls,
    insights,
    folder,
    now: () => made.nowMs,
    tokens: [],
    isThrottled: false,
    otherBuckets: otherBuckets ?? null,
  })
  const app = createApp(
    servicesOf(store, { aws, insights: insights.found, source: 'simulated', now: () => made.nowMs }),
  )
  const made = {
    account,
    store,
    insights,
    aws,
    app,
    nowMs: startMs,
    /** What a call of the page answers, which the learner makes. */
    call: async (service: string, operation: string, input: object) => {
      const response = await app.request('http://localhost/api/account/calls', {
        method: 'POST',
        headers: { host: 'localhost' },
        body: JSON.stringify({ as: 'user/learner', region: REGION, service, operation, input }),
      })
      const { output, failure } = (await response.json()) as AccountCallResponse
      return { output: output ?? {}, failure }
    },
    /** Delivers at the beginning of each of these hours, calls made before in those that have any. */
    deliverHourly: async (hours: readonly boolean[]) => {
      for (const hasCalls of hours) {
        if (hasCalls) await made.call('ec2', 'StopInstances', { InstanceIds: ['i-0123456789abcdef0'] })
        await aws.deliver()
        made.nowMs += HOUR
      }
      await aws.deliver()
    },
    stop: async () => {
      await aws.stop()
      await calls.stop()
      await store.close()
    },
  }
  return made
}
