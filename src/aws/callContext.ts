import type { Chance } from '../account/chance.ts'
import type { SimulatedAccount } from '../account/simulatedAccount.ts'
import type { AccountState } from './accountState.ts'
import type { Contents } from './contents.ts'
import type { Deliveries } from './deliveries.ts'
import type { EventLookup } from './eventLookup.ts'
import type { InsightRates } from './insightRates.ts'
import type { LogEvents } from './logEvents.ts'
import type { Principal } from './principals/principal.ts'
import type { AwsRequest } from './request.ts'

/** What an operation works with. It may change `state`, which is saved before the answer is sent. */
export interface CallContext {
  /** The company whose account it is: names, people, IDs. */
  readonly account: SimulatedAccount
  readonly state: AccountState
  readonly principal: Principal
  /** `eu-central-1`, from the signature. */
  readonly region: string
  readonly nowMs: number
  /** As it came over HTTP: records of S3 name its query and its headers. */
  readonly request: AwsRequest
  readonly requestId: string
  /** For the IDs of what is created; every call has its own. */
  readonly chance: Chance
  /** The contents of objects and functions, which are too large for `state`. */
  readonly contents: Contents
  readonly events: EventLookup
  readonly rates: InsightRates
  readonly logEvents: LogEvents
  readonly deliveries: Deliveries
}
