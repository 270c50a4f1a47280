import * as sns from '@aws-sdk/client-sns'
import { beforeEach, describe, expect, it } from 'vitest'
import { SdkCalls } from '../../../testing/sdkCalls.ts'

let test: SdkCalls
beforeEach(() => {
  test = new SdkCalls({ client: (options) => new sns.SNSClient(options), commands: sns })
})

const outbox = () => test.account.state.sns.outbox
const bodyOf = (at: number) => JSON.parse(outbox()[at]!.body) as Record<string, string>

async function newTopic(): Promise<string> {
  return (await test.output<{ TopicArn: string }>('CreateTopic', { Name: 'trail' })).TopicArn
}

describe('topics', () => {
  it('are created, listed, changed, tagged and deleted', async () => {
    const TopicArn = await newTopic()
    expect(TopicArn).toBe(`arn:aws:sns:eu-central-1:${test.account.account.accountId}:trail`)
    expect(await newTopic()).toBe(TopicArn)
    await test.output('SetTopicAttributes', { TopicArn, AttributeName: 'DisplayName', AttributeValue: 'T' })
    expect(await test.output('GetTopicAttributes', { TopicArn })).toMatchObject({
      Attributes: { DisplayName: 'T', TopicArn, SubscriptionsConfirmed: '0' },
    })
    await test.output('TagResource', { ResourceArn: TopicArn, Tags: [{ Key: 'team', Value: 'a' }] })
    expect(await test.output('ListTagsForResource', { ResourceArn: TopicArn })).toMatchObject({
      Tags: [{ Key: 'team', Value: 'a' }],
    })
    const { Topics } = await test.output<sns.ListTopicsResponse>('ListTopics')
    expect(Topics!.map((topic) => topic.TopicArn)).toContain(TopicArn)
    await test.output('DeleteTopic', { TopicArn })
    expect(await test.failure('GetTopicAttributes', { TopicArn })).toBe(
      'NotFoundException: Topic does not exist',
    )
  })

  it('are refused with names, attributes and policies that AWS does not have', async () => {
    expect(await test.failure('CreateTopic', { Name: 'a b' })).toBe(
      'InvalidParameterException: Invalid parameter: Topic Name',
    )
    const TopicArn = await newTopic()
    const set = (AttributeName: string, AttributeValue: string) =>
      test.failure('SetTopicAttributes', { TopicArn, AttributeName, AttributeValue })
    expect(await set('Colour', 'red')).toMatch(/^InvalidParameterException/)
    expect(await set('Policy', '{}')).toMatch(/Policy statement/)
  })
})

describe('a subscription', () => {
  it('gets messages once it was confirmed with the token that was sent to it', async () => {
    const TopicArn = await newTopic()
    const subscribed = await test.output<{ SubscriptionArn: string }>('Subscribe', {
      TopicArn,
      Protocol: 'http',
      Endpoint: 'http://127.0.0.1:9/hook',
    })
    expect(subscribed.SubscriptionArn).toBe('pending confirmation')
    expect(outbox()).toMatchObject([
      { kind: 'SubscriptionConfirmation', endpoint: 'http://127.0.0.1:9/hook' },
    ])
    await test.output('Publish', { TopicArn, Message: 'too early' })
    expect(outbox()).toHaveLength(1)
    expect(await test.failure('ConfirmSubscription', { TopicArn, Token: 'wrong' })).toMatch(
      /^InvalidParameter/,
    )
    const { Token } = bodyOf(0)
    const { SubscriptionArn } = await test.output<{ SubscriptionArn: string }>('ConfirmSubscription', {
      TopicArn,
      Token,
    })
    const { MessageId } = await test.output<{ MessageId: string }>('Publish', {
      TopicArn,
      Message: 'm',
      Subject: 's',
    })
    expect(bodyOf(1)).toMatchObject({ Type: 'Notification', MessageId, TopicArn, Subject: 's', Message: 'm' })
    expect(await test.output('ListSubscriptionsByTopic', { TopicArn })).toMatchObject({
      Subscriptions: [{ SubscriptionArn, Protocol: 'http' }],
    })
    await test.output('Unsubscribe', { SubscriptionArn })
    await test.output('Publish', { TopicArn, Message: 'nobody' })
    expect(outbox()).toHaveLength(2)
  })

  it.each([
    ['http', 'not a URL', /Endpoint/],
    ['https', 'http://example.com', /Endpoint/],
    ['email', 'nobody', /Endpoint/],
    ['sqs', 'arn:aws:sqs:eu-central-1:111122223333:queue', /does not deliver to sqs/],
  ])('to %s %s is refused', async (Protocol, Endpoint, failure) => {
    expect(await test.failure('Subscribe', { TopicArn: await newTopic(), Protocol, Endpoint })).toMatch(
      failure,
    )
  })

  it('leaves neither its token nor a message in the records', async () => {
    const TopicArn = await newTopic()
    await test.output('Subscribe', { TopicArn, Protocol: 'email', Endpoint: 'me@example.com' })
    const { Token } = bodyOf(0)
    await test.output('ConfirmSubscription', { TopicArn, Token })
    await test.output('Publish', { TopicArn, Message: 'hush' })
    expect(JSON.stringify(test.account.records)).not.toMatch(new RegExp(`hush|${Token}`))
  })
})
