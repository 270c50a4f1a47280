import { recordsBetween } from '../../account/account.ts'
import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import type { Contents } from '../../aws/contents.ts'
import type { AwsEndpoint } from '../../aws/endpoint.ts'
import type { OtherBuckets } from '../../sources/destination.ts'
import { accountBuckets } from '../../trails/accountBuckets.ts'
import { accountOutput } from '../../trails/accountOutput.ts'
import { encryptedBuckets } from '../../trails/encryptedBuckets.ts'
import { TrailDelivery, type LoggedCall } from '../../trails/trailDelivery.ts'
import { DELIVERY_DELAY_MS } from './accountFeed.ts'
import { openDeliveryFolder } from './deliveryFolder.ts'

export interface TrailDeliveryOptions extends DeliveryOptions {
  readonly account: SimulatedAccount
  readonly endpoint: AwsEndpoint
  readonly contents: Contents
  readonly now: () => number
}

/** What the trails of the account deliver, and how often. */
export interface DeliveryOptions {
  /** The records of the calls in the account: see RecordedCalls. */
  readonly callsAfter: (eventID: string | null) => readonly LoggedCall[]
  /** The records of insights that were found from a moment, inclusive, to another, exclusive. */
  readonly insights: (startMs: number, endMs: number) => Promise<readonly string[]>
  /** Where it is kept what has still to be delivered; null in memory. */
  readonly folder: string | null
  /** Where the buckets of trails are; null for those of the account. */
  readonly otherBuckets: OtherBuckets | null
  /** Whether the account has a life of its own. */
  readonly isLive: boolean
  readonly intervalMs: number
  readonly digestMs: number
}

/** The deliveries of the account's trails. */
export async function openTrailDelivery(options: TrailDeliveryOptions): Promise<TrailDelivery> {
  const { account, endpoint, contents, otherBuckets, isLive, callsAfter, intervalMs, digestMs, now } = options
  return new TrailDelivery({
    account,
    folder: await openDeliveryFolder(options.folder, now()),
    destination: otherBuckets
      ? encryptedBuckets({ account, state: () => endpoint.state, buckets: otherBuckets, now })
      : accountBuckets({ account, contents, change: (act) => endpoint.change(act), now }),
    output: accountOutput(endpoint),
    trails: () => endpoint.state.cloudtrail,
    forgetTrails: (deleted) =>
      endpoint.change(({ cloudtrail }) => {
        const { deletedTrails = [] } = cloudtrail
        cloudtrail.deletedTrails = deletedTrails.filter((trail) => !deleted.includes(trail))
      }),
    happenings: (startMs, endMs) => (isLive ? recordsBetween(account, startMs, endMs) : []),
    insights: options.insights,
    callsAfter,
    now,
    delayMs: isLive ? DELIVERY_DELAY_MS : 0,
    intervalMs,
    digestMs,
    complain: (sentence) => console.error(sentence),
  })
}
