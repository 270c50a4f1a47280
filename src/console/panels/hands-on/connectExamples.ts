import type { CredentialsResponse } from '../../../api/account.ts'
import { credentialVariables } from './fullCommand.ts'

/** What a client needs to reach the account. */
export interface ConnectSettings {
  readonly credentials: CredentialsResponse
  readonly region: string
  readonly endpoint: string
}

/** Environment variables that all clients read. */
export const environment = ({ credentials, region, endpoint }: ConnectSettings): string =>
  [
    ...credentialVariables(credentials),
    `AWS_REGION=${region}`,
    `AWS_DEFAULT_REGION=${region}`,
    `AWS_ENDPOINT_URL=${endpoint}`,
  ]
    .map((variable) => `export ${variable}`)
    .join('\n')

export const javascriptExample = ({ region, endpoint }: ConnectSettings): string =>
  `import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3'

const settings = { region: '${region}', endpoint: '${endpoint}' }

const cloudtrail = new CloudTrailClient(settings)
const { Events } = await cloudtrail.send(new LookupEventsCommand({ MaxResults: 5 }))
console.log(Events.map(({ EventName, Username }) => [EventName, Username]))

const s3 = new S3Client({ ...settings, forcePathStyle: true })
const { Buckets } = await s3.send(new ListBucketsCommand())
console.log(Buckets.map(({ Name }) => Name))`

export const boto3Example = ({ region, endpoint }: ConnectSettings): string =>
  `import boto3

settings = {"region_name": "${region}", "endpoint_url": "${endpoint}"}

cloudtrail = boto3.client("cloudtrail", **settings)
for event in cloudtrail.lookup_events(MaxResults=5)["Events"]:
    print(event["EventName"], event.get("Username"))

s3 = boto3.client("s3", **settings)
for bucket in s3.list_buckets()["Buckets"]:
    print(bucket["Name"])`
