import { createAccount } from '../account/account.ts'
import { Chance } from '../account/chance.ts'
import type { JsonObject } from '../account/json.ts'
import { newAccountState, type AccountState } from './accountState.ts'
import type { CallContext } from './callContext.ts'
import { AwsFailure } from './failure.ts'
import { recordOfCall, type Outcome } from './recording.ts'
import type { Service } from './service.ts'

const TODAY_MS = Date.UTC(2026, 10, 26)

interface Called<Output> {
  readonly output: Output | null
  readonly failure: AwsFailure | null
  /** Of the call, as in a log file. */
  readonly record: JsonObject & {
    readonly requestParameters: JsonObject | null
    readonly responseElements: JsonObject | null
    readonly errorCode?: string
    readonly errorMessage?: string
    readonly readOnly: boolean
  }
}

/**
 * A service's operations one after another on one account, without protocol or policies. Between
 * two calls the state goes through JSON, as it does when it is saved.
 */
export class Calls {
  readonly account = createAccount(7, TODAY_MS)
  readonly #service: Service
  state: AccountState = newAccountState(this.account)
  region = 'eu-central-1'
  nowMs = TODAY_MS + 10 * 3_600_000
  #count = 0

  constructor(service: Service) {
    this.#service = service
  }

  /** Of a call that has to succeed. */
  async output<Output>(name: string, input: object = {}): Promise<Output> {
    const { output, failure } = await this.call<Output>(name, input)
    if (failure !== null) throw failure
    return output!
  }

  /** Of a call that has to fail: `CODE: MESSAGE`. */
  async failure(name: string, input: object = {}): Promise<string> {
    const { failure } = await this.call(name, input)
    if (failure === null) throw new Error(`${name} succeeded`)
    return `${failure.code}: ${failure.message}`
  }

  async call<Output>(name: string, input: object = {}): Promise<Called<Output>> {
    const operation = this.#service.operations.find(({ schema }) => schema[2] === name)
    if (operation === undefined) throw new Error(`${this.#service.name} has no operation ${name}`)
    const context = this.#context(name)
    const outcome = await outcomeOf(() => operation.perform(input as never, context))
    this.state = JSON.parse(JSON.stringify(this.state)) as AccountState
    const record = recordOfCall(
      this.#service,
      operation,
      input,
      outcome,
      { status: 200, headers: {}, body: '' },
      {
        identity: context.principal.identity,
        arn: context.principal.arn,
        sourceIPAddress: '203.0.113.99',
        userAgent: 'test',
        fromConsole: false,
        tls: true,
      },
      context,
    )
    return {
      output: 'output' in outcome ? (outcome.output as Output) : null,
      failure: 'failure' in outcome ? outcome.failure : null,
      record: JSON.parse(record) as Called<Output>['record'],
    }
  }

  #context(name: string): CallContext {
    const { account } = this
    const arn = `arn:aws:iam::${account.accountId}:user/learner`
    return {
      account,
      state: this.state,
      principal: {
        kind: 'user',
        arn,
        userId: 'AIDAEXAMPLE',
        identity: { type: 'IAMUser', arn },
        accessKeyId: 'AKIAEXAMPLE',
        secretAccessKey: 'secret',
        isTemporary: false,
        userName: 'learner',
        roleName: null,
        sessionPolicies: null,
        sourceIdentity: null,
      },
      region: this.region,
      nowMs: this.nowMs,
      request: { method: 'POST', path: '/', query: '', headers: new Headers(), body: new Uint8Array() },
      requestId: 'b25f48e8-84fd-11e6-80d9-574e0c664acb',
      chance: new Chance(this.account.seed, name, this.#count++),
      contents: { put: () => Promise.resolve(''), get: () => Promise.resolve(null) },
      events: { find: () => Promise.resolve({ events: [], next: null }) },
    }
  }
}

async function outcomeOf(perform: () => unknown): Promise<Outcome> {
  try {
    return { output: await perform() }
  } catch (error) {
    if (error instanceof AwsFailure) return { failure: error }
    throw error
  }
}
