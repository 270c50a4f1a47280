import { S3Client } from '@aws-sdk/client-s3'
import { testAccount, type TestAccount } from './testAccount.ts'

/** A record as tests look at it. */
interface TestRecord {
  readonly eventName: string
  readonly errorCode?: string
  readonly requestParameters: Readonly<Record<string, unknown>>
  readonly responseElements: Readonly<Record<string, unknown>> | null
  readonly resources?: readonly Readonly<Record<string, unknown>>[]
  readonly additionalEventData: Readonly<Record<string, unknown>>
}

interface S3Account {
  readonly account: TestAccount
  readonly client: S3Client
  readonly lastRecord: () => TestRecord
  /** A client of another Region. */
  readonly abroad: (region: string) => S3Client
}

export function s3Account(): S3Account {
  const account = testAccount()
  return {
    account,
    client: new S3Client(account.client()),
    lastRecord: () => account.records.at(-1) as unknown as TestRecord,
    abroad: (region) => new S3Client(account.client(undefined, region)),
  }
}

/** What a client throws for a failure. */
export const failure = (name: string, status: number, members: object = {}) => ({
  name,
  $metadata: { httpStatusCode: status },
  ...members,
})
