import { createAccount } from '../account/account.ts'
import type { SimulatedAccount } from '../account/simulatedAccount.ts'
import type { AccountState } from '../aws/accountState.ts'
import type { Contents } from '../aws/contents.ts'
import { NO_DELIVERIES } from '../aws/deliveries.ts'
import { AwsEndpoint } from '../aws/endpoint.ts'
import type { InsightRates } from '../aws/insightRates.ts'
import type { EventLookup } from '../aws/eventLookup.ts'
import type { Throttle } from '../aws/throttle.ts'
import { SERVICES } from '../aws/services.ts'
import { keptContents } from '../server/account/keptContents.ts'
import { keptLogEvents } from '../server/account/keptLogEvents.ts'
import { accountStateInMemory } from '../server/account/savedAccountState.ts'
import { requestHandler } from './sdkRequests.ts'

export const START_MS = Date.parse('2026-02-04T10:00:00Z')

interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** The simulated account in memory, with what is needed to call it by the SDK. */
export interface TestAccount {
  readonly account: SimulatedAccount
  readonly endpoint: AwsEndpoint
  readonly state: AccountState
  /** The records of all calls so far, parsed. */
  readonly records: Record<string, unknown>[]
  /** The bytes of objects and functions. */
  readonly contents: Contents
  /** The clock; tests may move it. */
  nowMs: number
  /** Options for a client: `new EC2Client(account.client())`. By default the learner signs. */
  readonly client: (credentials?: Credentials, region?: string) => ClientOptions
}

interface ClientOptions {
  readonly region: string
  readonly endpoint: string
  readonly credentials: Credentials
  readonly maxAttempts: number
  readonly requestHandler: ReturnType<typeof requestHandler>
  readonly systemClockOffset: number
}

export interface TestAccountParts {
  readonly events?: EventLookup
  readonly rates?: InsightRates
  readonly token?: string
  readonly throttle?: Throttle
}

const NO_EVENTS = () => Promise.reject(new Error('This account has no events.'))

export function testAccount({ events, rates, token, throttle }: TestAccountParts = {}): TestAccount {
  const account = createAccount(7, START_MS - (START_MS % 86_400_000))
  const state = accountStateInMemory(account)
  const contents = keptContents(null)
  const records: Record<string, unknown>[] = []
  const endpoint = new AwsEndpoint({
    account,
    services: SERVICES,
    state,
    contents,
    logEvents: keptLogEvents(null),
    deliveries: NO_DELIVERIES,
    events: events ?? { find: NO_EVENTS },
    rates: rates ?? { presentMs: NO_EVENTS, valuesOf: NO_EVENTS },
    now: () => made.nowMs,
    record: async (text) => void records.push(JSON.parse(text) as Record<string, unknown>),
    tokens: token === undefined ? [] : [token],
    throttle: throttle ?? null,
  })
  const learner = Object.values(state.current.iam.accessKeys).find(({ userName }) => userName === 'learner')!
  const made: TestAccount = {
    account,
    endpoint,
    get state() {
      return state.current
    },
    records,
    contents,
    nowMs: START_MS,
    client: (credentials = learner, region = 'eu-central-1') => ({
      region,
      endpoint: 'http://127.0.0.1:4700',
      // The SDK adds to it.
      credentials: { ...credentials },
      maxAttempts: 1,
      systemClockOffset: made.nowMs - Date.now(),
      requestHandler: requestHandler((request) => endpoint.answer(request, '203.0.113.5')),
    }),
  }
  return made
}
