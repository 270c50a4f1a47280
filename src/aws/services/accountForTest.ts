import { Buffer } from 'node:buffer'
import { createAccount } from '../../account/account.ts'
import { newAccountState, type AccountState } from '../accountState.ts'
import { AwsEndpoint } from '../endpoint.ts'
import type { FoundEvent, FoundEvents } from '../eventLookup.ts'
import type { Principal } from '../principals/principal.ts'
import { principalOf } from '../principals/principalOf.ts'
import { SERVICES } from '../services.ts'

/** A record as tests look at it. */
export interface TestRecord {
  readonly eventName: string
  readonly awsRegion: string
  readonly readOnly: boolean
  readonly userIdentity: Readonly<Record<string, unknown>>
  readonly requestParameters: Readonly<Record<string, unknown>> | null
  readonly responseElements: Readonly<Record<string, unknown>> | null
  readonly resources?: readonly unknown[]
  readonly errorCode?: string
  readonly errorMessage?: string
}

type Output = Readonly<Record<string, unknown>>

/** Credentials as STS answers them. */
interface Given {
  readonly AccessKeyId?: string | undefined
  readonly SessionToken?: string | undefined
}

/**
 * An account whose operations are called without HTTP: each call resolves to its output and its
 * record, and rejects with nothing: failures are in the record.
 */
export function accountForTest(nowMs = Date.UTC(2026, 1, 3, 22, 15, 36)) {
  const account = createAccount(7, Date.UTC(2026, 1, 3))
  const clock = { nowMs }
  const state: AccountState = newAccountState(account)
  const records: TestRecord[] = []
  const saved = { times: 0 }
  const found: { events: Partial<FoundEvent>[]; next: null } = { events: [], next: null }
  const endpoint = new AwsEndpoint({
    account,
    services: SERVICES,
    state: {
      current: state,
      save: async () => void saved.times++,
      restore: () => undefined,
    },
    contents: { put: async (bytes) => Buffer.from(bytes).toString('hex'), get: async () => null },
    events: { find: async () => found as FoundEvents },
    now: () => clock.nowMs,
    record: async (text) => void records.push(JSON.parse(text) as TestRecord),
    token: null,
    throttle: null,
  })
  const signer = (keyId: string, token: string | null = null) =>
    principalOf(state, account, keyId, token, clock.nowMs)
  const principal = (keyId: string, token: string | null = null): Principal => {
    const who = signer(keyId, token)
    if ('refused' in who) throw new Error(`The credentials are refused: ${who.refused}`)
    return who
  }
  const keyOf = (userName: string) =>
    Object.values(state.iam.accessKeys).find((key) => key.userName === userName)!.accessKeyId
  const callAs = async (who: Principal, service: string, name: string, input: object = {}) => {
    const { outcome } = await endpoint.performAs(
      who,
      { sourceIPAddress: '192.0.2.1', userAgent: 'test' },
      'eu-central-1',
      service,
      name,
      input,
    )
    const record = records.at(-1)!
    return { output: ('output' in outcome ? outcome.output : {}) as Output, record }
  }
  return {
    account,
    state,
    clock,
    saved,
    /** What the event data store finds. */
    found,
    signer,
    /** As a user of the account, with the long-term key. */
    as: (userName: string) => principal(keyOf(userName)),
    withCredentials: ({ AccessKeyId = '', SessionToken = '' }: Given) => principal(AccessKeyId, SessionToken),
    callAs,
    /** As the learner, who may do everything. */
    call: (service: string, name: string, input: object = {}) =>
      callAs(principal('test'), service, name, input),
  }
}
