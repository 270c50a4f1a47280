import * as iam from '@aws-sdk/client-iam'
import * as s3 from '@aws-sdk/client-s3'
import * as sts from '@aws-sdk/client-sts'
import type { FoundEvent, FoundEvents } from '../aws/eventLookup.ts'
import { principalOf } from '../aws/principals/principalOf.ts'
import { testAccount } from './testAccount.ts'

/** A record as tests look at it. */
interface TestRecord {
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

interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** What came of a call: failures are in the record, unless the credentials were not accepted. */
interface Called {
  readonly output: Readonly<Record<string, unknown>>
  readonly record: TestRecord
  /** The code of a failure on the wire. */
  readonly code: string | null
}

const CLIENTS = {
  iam: [iam.IAMClient, iam],
  s3: [s3.S3Client, s3],
  sts: [sts.STSClient, sts],
} as const

type Client = new (options: object) => { readonly send: (command: object) => Promise<object> }
type Command = new (input: object) => object

/** An account in memory whose operations are called by name, through the SDK's clients. */
export function identityCalls() {
  const found: { events: Partial<FoundEvent>[]; next: null } = { events: [], next: null }
  const test = testAccount({ events: { find: async () => found as FoundEvents } })
  test.nowMs = Date.UTC(2026, 1, 3, 22, 15, 36, 789)
  const callAs = async (
    who: Credentials | undefined,
    service: keyof typeof CLIENTS,
    name: string,
    input: object = {},
  ): Promise<Called> => {
    const [Client, commands] = CLIENTS[service]
    const Command = commands[`${name}Command` as keyof typeof commands] as Command
    const client = new (Client as unknown as Client)(test.client(who))
    let output = {}
    let code: string | null = null
    try {
      const { $metadata: _, ...answer } = (await client.send(new Command(input))) as { $metadata: unknown }
      output = answer
    } catch (error) {
      if (!(error instanceof Error && '$metadata' in error)) throw error
      code = error.name
    }
    return { output, code, record: test.records.at(-1) as unknown as TestRecord }
  }
  return {
    test,
    account: test.account,
    state: test.state,
    /** What the event data store finds. */
    found,
    signer: (keyId: string, token: string | null = null) =>
      principalOf(test.state, test.account, keyId, token, test.nowMs, 'sts'),
    /** The long-term key of a user of the account. */
    as: (userName: string): Credentials =>
      Object.values(test.state.iam.accessKeys).find((key) => key.userName === userName)!,
    /** Credentials that STS gave. */
    issuedTo: ({ output }: Pick<Called, 'output'>): Required<Credentials> => {
      const { AccessKeyId, SecretAccessKey, SessionToken } = output['Credentials'] as Record<string, string>
      return { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! }
    },
    callAs,
    /** As the learner, who may do everything. */
    call: (service: keyof typeof CLIENTS, name: string, input: object = {}) =>
      callAs(undefined, service, name, input),
  }
}
