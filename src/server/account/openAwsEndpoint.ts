import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import { AwsEndpoint } from '../../aws/endpoint.ts'
import type { Service } from '../../aws/service.ts'
import { SERVICES } from '../../aws/services.ts'
import { Throttle } from '../../aws/throttle.ts'
import type { EventStore } from '../../store/eventStore.ts'
import type { TrailDelivery } from '../../trails/trailDelivery.ts'
import { storedInsightRates } from '../insights/storedInsightRates.ts'
import type { StoreInsights } from '../insights/storeInsights.ts'
import { AccountChores } from './accountChores.ts'
import { keptContents } from './keptContents.ts'
import { keptLogEvents } from './keptLogEvents.ts'
import { openTrailDelivery, type DeliveryOptions } from './openTrailDelivery.ts'
import { openAccountState, type AccountStatePaths } from './savedAccountState.ts'
import { storedEventLookup } from './storedEventLookup.ts'
import { removeUnusedContents } from './unusedContents.ts'

export interface AwsEndpointOptions {
  readonly account: SimulatedAccount
  readonly store: EventStore
  /** Those that were found in log files; null for an account, which records them. */
  readonly foundInsights: StoreInsights | null
  /** Null where log files are shown. */
  readonly record: ((text: string, madeMs: number) => Promise<void>) | null
  /** Null where log files are shown. */
  readonly deliveries: DeliveryOptions | null
  readonly statePaths: AccountStatePaths | null
  readonly contentsFolder: string | null
  readonly logEventsFolder: string | null
  /** Where the messages of topics go that are not delivered by HTTP. */
  readonly messagesPath: string | null
  readonly now: () => number
  readonly tokens: readonly string[]
  readonly isThrottled: boolean
}

export interface OpenedAwsEndpoint {
  readonly endpoint: AwsEndpoint
  /** Null where log files are shown, like the deliveries. */
  readonly chores: AccountChores | null
  readonly delivery: TrailDelivery | null
}

/** The AWS APIs over a store: all of them on the simulated account, lookups on log files. */
export async function openAwsEndpoint(options: AwsEndpointOptions): Promise<OpenedAwsEndpoint> {
  const { account, store, record, now, tokens, contentsFolder } = options
  const state = await openAccountState(options.statePaths, account)
  if (contentsFolder !== null && state.isWhole) await removeUnusedContents(contentsFolder, state.current)
  const contents = keptContents(contentsFolder)
  let delivery: TrailDelivery | null = null
  const endpoint = new AwsEndpoint({
    account,
    services: record ? SERVICES : SERVICES.map(onlyLookups),
    state,
    contents,
    logEvents: keptLogEvents(options.logEventsFolder),
    events: storedEventLookup(store, now, options.foundInsights),
    rates: storedInsightRates(store, now, record !== null),
    deliveries: {
      statusOf: (trail) => delivery?.statusOf(trail) ?? null,
      publicKeys: () => delivery?.publicKeys() ?? [],
      checkBucket: options.deliveries?.otherBuckets?.check ?? null,
    },
    now,
    record: record ?? (async () => {}),
    tokens,
    throttle: options.isThrottled ? new Throttle() : null,
  })
  delivery =
    options.deliveries &&
    (await openTrailDelivery({ ...options.deliveries, account, endpoint, contents, now }))
  return { endpoint, delivery, chores: record && new AccountChores(endpoint, options.messagesPath, now) }
}

const LOOKUPS: ReadonlySet<string> = new Set(['LookupEvents', 'ListInsightsMetricData'])

function onlyLookups(service: Service): Service {
  return { ...service, operations: service.operations.filter(({ schema }) => LOOKUPS.has(schema[2])) }
}
