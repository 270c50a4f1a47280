import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EVERYTHING } from '../filter/filter.ts'
import type { EventStore } from '../store/eventStore.ts'
import { NO_AWS_CLI, startAwsCli } from '../testing/awsCli.ts'
import '../testing/loadedAccount.ts'
import { servicesOf } from '../testing/servicesOf.ts'
import { storeOf } from '../testing/storeOf.ts'
import { accountOn } from './account/accountFeed.ts'
import { AwsAccount } from './account/awsAccount.ts'
import { RecordedCalls } from './account/recordedCalls.ts'
import { createApp } from './app.ts'
import { listen, type Listening } from './http/listen.ts'

const aws = await startAwsCli()

const ACCOUNT = accountOn(7, Date.now())
const { resources, company } = ACCOUNT

let folder: string
let store: EventStore
let account: AwsAccount
let server: Listening

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  store = await storeOf([])
  const calls = new RecordedCalls(null, store, Date.now, 0)
  account = new AwsAccount({
    account: ACCOUNT,
    store,
    calls,
    folder,
    now: Date.now,
    tokens: [],
    isThrottled: false,
  })
  const app = createApp(servicesOf(store, { aws: account, source: 'simulated', now: Date.now }))
  server = await listen({ host: '127.0.0.1', port: 0 }, (request, env) => app.fetch(request, env))
})
afterAll(async () => {
  aws?.stop()
  server.close()
  await account.stop()
  await account.calls?.stop()
  await store.close()
  await rm(folder, { recursive: true })
})

const instance = resources.ordinaryInstances[0]!.id
const database = resources.databases[0]!
const lambda = resources.functions[0]!
const role = resources.roles['break-glass'] ?? Object.values(resources.roles)[0]!
const file = () => join(folder, 'hello.txt')

const STREAM = '--log-group-name trail --log-stream-name one'
const ROOT_USE = JSON.stringify([{ timestamp: Date.now(), message: '{"userIdentity":{"type":"Root"}}' }])
const METRIC = 'metricName=Root,metricNamespace=Trail,metricValue=1'
const TOPIC = `arn:aws:sns:eu-central-1:${ACCOUNT.accountId}:cli`

/** What is typed, what comes back, and the name of the event; `null` for one that is no event. */
const COMMANDS: readonly (readonly [command: string, output: RegExp, eventName: string])[] = [
  ['sts get-caller-identity', /user\/learner/, 'GetCallerIdentity'],
  ['iam create-user --user-name zoe', /"UserName": "zoe"/, 'CreateUser'],
  ['iam create-user --user-name learner', /EntityAlreadyExists/, 'CreateUser'],
  ['iam create-access-key --user-name zoe', /SecretAccessKey/, 'CreateAccessKey'],
  ['iam get-user --user-name nobody', /NoSuchEntity/, 'GetUser'],
  ['iam list-users', /zoe/, 'ListUsers'],
  ['iam delete-user --user-name zoe', /DeleteConflict/, 'DeleteUser'],
  [
    'iam attach-user-policy --user-name zoe --policy-arn arn:aws:iam::aws:policy/ReadOnlyAccess',
    /^$/,
    'AttachUserPolicy',
  ],
  ['iam list-attached-user-policies --user-name zoe', /ReadOnlyAccess/, 'ListAttachedUserPolicies'],
  [`s3 mb s3://${company}-cli-bucket`, /make_bucket/, 'CreateBucket'],
  [`s3 cp FILE s3://${company}-cli-bucket/a/hello.txt`, /upload/, 'PutObject'],
  [`s3 ls s3://${company}-cli-bucket/a/`, /hello\.txt/, 'ListObjects'],
  [`s3 cp s3://${company}-cli-bucket/a/hello.txt -`, /^hello$/, 'GetObject'],
  [`s3 rb s3://${company}-cli-bucket`, /BucketNotEmpty/, 'DeleteBucket'],
  [`s3api get-bucket-policy --bucket ${company}-cli-bucket`, /NoSuchBucketPolicy/, 'GetBucketPolicy'],
  [`s3api get-bucket-location --bucket ${company}-cli-bucket`, /eu-central-1/, 'GetBucketLocation'],
  ['s3 ls', /cli-bucket/, 'ListBuckets'],
  ['cloudtrail describe-trails', /trailList/, 'DescribeTrails'],
  [
    `cloudtrail get-trail-status --name ${resources.trail.split('/').at(-1)}`,
    /"IsLogging": true/,
    'GetTrailStatus',
  ],
  ['cloudtrail stop-logging --name nothing', /TrailNotFoundException/, 'StopLogging'],
  ['ec2 describe-instances', /InstanceId/, 'DescribeInstances'],
  [`ec2 stop-instances --instance-ids ${instance}`, /"Name": "stopping"/, 'StopInstances'],
  [
    'ec2 terminate-instances --instance-ids i-0123456789abcdef0',
    /InvalidInstanceID.NotFound/,
    'TerminateInstances',
  ],
  [
    'ec2 run-instances --image-id ami-0123456789abcdef0 --instance-type t3.micro --count 1',
    /"InstanceId": "i-|InvalidAMIID/,
    'RunInstances',
  ],
  ['ec2 create-security-group --group-name web --description web', /"GroupId": "sg-/, 'CreateSecurityGroup'],
  ['ec2 describe-security-groups', /"GroupName": "web"/, 'DescribeSecurityGroups'],
  ['ec2 create-key-pair --key-name mine', /KeyMaterial/, 'CreateKeyPair'],
  ['rds describe-db-instances', new RegExp(database), 'DescribeDBInstances'],
  [`rds stop-db-instance --db-instance-identifier ${database}`, /"stopping"/, 'StopDBInstance'],
  ['rds start-db-instance --db-instance-identifier none', /DBInstanceNotFound/, 'StartDBInstance'],
  ['lambda list-functions', new RegExp(lambda), 'ListFunctions20150331'],
  [`lambda get-function --function-name ${lambda}`, /CodeSha256/, 'GetFunction20150331v2'],
  ['lambda get-function --function-name none', /ResourceNotFoundException/, 'GetFunction20150331v2'],
  ['kms create-key --description mine', /"KeyId"/, 'CreateKey'],
  ['kms list-keys', /KeyArn/, 'ListKeys'],
  ['secretsmanager create-secret --name cli --secret-string hush', /"Name": "cli"/, 'CreateSecret'],
  ['secretsmanager get-secret-value --secret-id cli', /hush/, 'GetSecretValue'],
  ['ssm put-parameter --name /cli --value 1 --type SecureString', /"Version": 1/, 'PutParameter'],
  ['ssm get-parameter --name /cli --with-decryption', /"Value": "1"/, 'GetParameter'],
  [
    `sts assume-role --role-arn ${role.arn} --role-session-name cli`,
    /"AccessKeyId": "ASIA|AccessDenied/,
    'AssumeRole',
  ],
  ['logs create-log-group --log-group-name trail', /^$/, 'CreateLogGroup'],
  [`logs create-log-stream ${STREAM}`, /^$/, 'CreateLogStream'],
  [
    `logs put-metric-filter --log-group-name trail --filter-name root --filter-pattern {$.userIdentity.type="Root"} --metric-transformations ${METRIC}`,
    /^$/,
    'PutMetricFilter',
  ],
  [
    'cloudwatch put-metric-alarm --alarm-name root --namespace Trail --metric-name Root --statistic Sum --period 300 --evaluation-periods 1 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --treat-missing-data notBreaching',
    /^$/,
    'PutMetricAlarm',
  ],
  [`logs put-log-events ${STREAM} --log-events ${ROOT_USE}`, /nextSequenceToken/, 'PutLogEvents'],
  [
    'logs filter-log-events --log-group-name trail --filter-pattern {$.userIdentity.type="Root"}',
    /"logStreamName": "one"/,
    'FilterLogEvents',
  ],
  ['cloudwatch describe-alarms --alarm-names root', /"StateValue": "ALARM"/, 'DescribeAlarms'],
  [
    'cloudwatch set-alarm-state --alarm-name none --state-value OK --state-reason x',
    /ResourceNotFound/,
    'SetAlarmState',
  ],
  ['sns create-topic --name cli', new RegExp(TOPIC), 'CreateTopic'],
  [
    `sns subscribe --topic-arn ${TOPIC} --protocol email-json --notification-endpoint me@example.com`,
    /pending confirmation/,
    'Subscribe',
  ],
  [`sns publish --topic-arn ${TOPIC} --message hello`, /MessageId/, 'Publish'],
  [
    'cloudtrail lookup-events --lookup-attributes AttributeKey=Shoe,AttributeValue=1',
    /InvalidLookupAttributes/,
    'LookupEvents',
  ],
]

// In this order, as some need what others made.
test.for(COMMANDS)('the AWS CLI does what it does in AWS: aws %s', async ([command, output], { skip }) => {
  if (aws === null) return skip(NO_AWS_CLI)
  await writeFile(file(), 'hello')
  const words = command.split(' ').map((word) => (word === 'FILE' ? file() : word))
  const ran = await aws.run([...words, '--endpoint-url', `http://127.0.0.1:${server.port}`], {
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_DEFAULT_REGION: 'eu-central-1',
  })
  expect(ran.output.trim()).toMatch(output)
})

test('every command left its event, and no event has a secret', async ({ skip }) => {
  if (aws === null) return skip(NO_AWS_CLI)
  const recorded = async () => {
    const asOf = store.asOf(Date.now())
    const values = await store.fieldValues(
      { filter: EVERYTHING, asOf },
      { field: 'eventName', limit: 100, prefix: '', contains: '' },
    )
    return values.values.map(({ value }) => value)
  }
  const expected = [...new Set(COMMANDS.map(([, , eventName]) => eventName))]
  await expect.poll(recorded).toEqual(expect.arrayContaining(expected))
  const secrets = await store.countEvents({
    filter: { ...EVERYTHING, text: 'hush' },
    asOf: store.asOf(Date.now()),
  })
  expect(secrets).toBe(0)
})
