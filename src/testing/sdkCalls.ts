import type { JsonObject } from '../account/json.ts'
import { testAccount, type TestAccount } from './testAccount.ts'

/** What a client of the SDK is, for calls by the names of operations. */
interface Client {
  readonly send: (command: never) => Promise<object>
}

interface Sdk {
  /** Makes a client with the options that the account gives. */
  readonly client: (options: ReturnType<TestAccount['client']>) => Client
  /** The package's exports, among them `StopInstancesCommand`. */
  readonly commands: object
}

export interface CallRecord extends JsonObject {
  readonly eventName: string
  readonly requestParameters: JsonObject | null
  readonly responseElements: JsonObject | null
  readonly readOnly: boolean
}

interface Called<Output> {
  readonly output: Output | null
  /** With the code as its name. */
  readonly failure: Error | null
  readonly record: CallRecord
}

/** Operations of one service by its real client, one after another on one account. */
export class SdkCalls {
  readonly account = testAccount()
  region = 'eu-central-1'
  readonly #sdk: Sdk

  constructor(sdk: Sdk) {
    this.#sdk = sdk
  }

  pass(seconds: number): void {
    this.account.nowMs += seconds * 1000
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
    return `${failure.name}: ${failure.message}`
  }

  async call<Output>(name: string, input: object = {}): Promise<Called<Output>> {
    const Command = (this.#sdk.commands as Record<string, unknown>)[`${name}Command`]
    if (typeof Command !== 'function') throw new Error(`The SDK has no ${name}`)
    const client = this.#sdk.client(this.account.client(undefined, this.region))
    const command = Reflect.construct(Command, [input]) as never
    const result = await client.send(command).then(
      (output) => ({ output: output as Output, failure: null }),
      (error: unknown) => ({ output: null, failure: error as Error }),
    )
    return { ...result, record: this.account.records.at(-1) as unknown as CallRecord }
  }
}
