import { beforeEach, describe, expect, it } from 'vitest'
import type { TrailState } from '../aws/services/cloudtrail/cloudTrailState.ts'
import { newLogGroup } from '../aws/services/logs/logsState.ts'
import { testAccount, type TestAccount } from '../testing/testAccount.ts'
import { accountOutput } from './accountOutput.ts'
import type { TrailOutput } from './trailOutput.ts'

let test: TestAccount
let trail: TrailState
let output: TrailOutput
let groupArn: string
let topicArn: string

const service = { Service: 'cloudtrail.amazonaws.com' }
const policy = (statement: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] })

beforeEach(async () => {
  test = testAccount()
  const { accountId, resources } = test.account
  groupArn = `arn:aws:logs:eu-central-1:${accountId}:log-group:CloudTrail/logs`
  test.state.logs.groups[groupArn] = newLogGroup(groupArn, test.nowMs)
  topicArn = `arn:aws:sns:eu-central-1:${accountId}:${resources.topics[0]}`
  test.state.sns.topics[topicArn]!.attributes['Policy'] = policy({
    Principal: service,
    Action: 'SNS:Publish',
    Resource: topicArn,
  })
  const role = Object.values(test.state.iam.roles)[0]!
  role.assumeRolePolicy = policy({ Principal: service, Action: 'sts:AssumeRole' })
  role.inlinePolicies['logs'] = policy({
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: `${groupArn}:log-stream:${accountId}_CloudTrail_eu-central-1*`,
  })
  trail = test.state.cloudtrail.trails[resources.trail]!
  trail.settings = {
    ...trail.settings,
    snsTopicArn: topicArn,
    cloudWatchLogsLogGroupArn: `${groupArn}:*`,
    cloudWatchLogsRoleArn: role.arn,
  }
  // Saves it.
  await test.endpoint.change(() => {})
  output = accountOutput(test.endpoint)
})

const streams = () => Object.values(test.state.logs.groups[groupArn]!.streams)

describe('records that a trail logs', () => {
  it('are events of the stream of its home Region, one each, as they were written', async () => {
    const records = ['{"eventName":"A", "n":1.0}', '{"eventName":"B"}']
    await output.logged(trail, 'us-east-1', records, test.nowMs)
    expect(streams().map(({ name }) => name)).toEqual([`${test.account.accountId}_CloudTrail_eu-central-1`])
    const events = await test.endpoint.logEvents.read(streams()[0]!.id, 0, Infinity)
    expect(events.map(({ message }) => message)).toEqual(records)
  })

  it('are left out if they are larger than 256 KB', async () => {
    await output.logged(trail, 'eu-central-1', [`"${'x'.repeat(262_144)}"`, '{}'], test.nowMs)
    expect(await test.endpoint.logEvents.read(streams()[0]!.id, 0, Infinity)).toHaveLength(1)
  })

  it('are not written when the role no longer allows it, with the reason', async () => {
    Object.values(test.state.iam.roles)[0]!.inlinePolicies = {}
    await test.endpoint.change(() => {})
    await expect(output.logged(trail, 'eu-central-1', ['{}'], test.nowMs)).rejects.toThrow(
      'Access denied. Check the permissions for your role.',
    )
    expect(streams()).toEqual([])
  })
})

describe('log files that were delivered', () => {
  it('are named in a message to the topic', async () => {
    test.state.sns.subscriptions['s'] = {
      arn: 's',
      topicArn,
      protocol: 'email-json',
      endpoint: 'me@example.com',
      attributes: {},
      token: '',
      isConfirmed: true,
      origin: 'http://127.0.0.1:4700',
    }
    await output.delivered(trail, { bucket: 'b', keys: ['k1', 'k2'] }, test.nowMs)
    const [{ body } = { body: '{}' }] = test.state.sns.outbox
    const envelope = JSON.parse(body) as Record<string, string>
    expect(envelope).toMatchObject({
      Type: 'Notification',
      TopicArn: topicArn,
      Timestamp: '2026-02-04T10:00:00.000Z',
    })
    expect(envelope['Message']).toBe('{"s3Bucket":"b","s3ObjectKey":["k1","k2"]}')
  })

  it('are not told to a topic that does not let CloudTrail publish', async () => {
    test.state.sns.topics[topicArn]!.attributes['Policy'] = policy({
      Principal: service,
      Action: 'SNS:Subscribe',
      Resource: topicArn,
    })
    await expect(output.delivered(trail, { bucket: 'b', keys: ['k'] }, test.nowMs)).rejects.toThrow(
      /topic policy/,
    )
  })
})
