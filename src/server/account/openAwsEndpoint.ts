import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import { AwsEndpoint } from '../../aws/endpoint.ts'
import type { Service } from '../../aws/service.ts'
import { SERVICES } from '../../aws/services.ts'
import { Throttle } from '../../aws/throttle.ts'
import type { EventStore } from '../../store/eventStore.ts'
import { keptContents } from './keptContents.ts'
import { openAccountState } from './savedAccountState.ts'
import { storedEventLookup } from './storedEventLookup.ts'

export interface AwsEndpointOptions {
  readonly account: SimulatedAccount
  readonly store: EventStore
  /** Null where log files are shown. */
  readonly record: ((text: string, madeMs: number) => Promise<void>) | null
  readonly statePath: string | null
  readonly contentsFolder: string | null
  readonly now: () => number
  readonly token: string | null
  readonly isThrottled: boolean
}

/** The AWS APIs over a store: all of them on the simulated account, lookups on log files. */
export async function openAwsEndpoint(options: AwsEndpointOptions): Promise<AwsEndpoint> {
  const { account, store, record, now, token } = options
  return new AwsEndpoint({
    account,
    services: record ? SERVICES : SERVICES.map(onlyLookups),
    state: await openAccountState(options.statePath, account),
    contents: keptContents(options.contentsFolder),
    events: storedEventLookup(store, now),
    now,
    record: record ?? (async () => {}),
    token,
    throttle: options.isThrottled ? new Throttle() : null,
  })
}

function onlyLookups(service: Service): Service {
  return { ...service, operations: service.operations.filter(({ schema }) => schema[2] === 'LookupEvents') }
}
