import { randomUUID } from 'node:crypto'
import type { CallContext } from '../../callContext.ts'
import type { OutgoingMessage, Subscription, Topic } from './snsState.ts'

export type SnsContext = Pick<CallContext, 'state' | 'nowMs'>

export interface NewMessage {
  readonly message: string
  readonly subject?: string | undefined
}

/** More are not waiting: the oldest is given up. */
const MOST_WAITING = 1000

/**
 * Puts a message into the outbox for each confirmed subscription of the topic, from where the server
 * sends it: at least once, also if the process ends before. Returns its ID.
 */
export function publishMessage(topic: Topic, message: NewMessage, context: SnsContext): string {
  const id = randomUUID()
  for (const subscription of Object.values(context.state.sns.subscriptions))
    if (subscription.topicArn === topic.arn && subscription.isConfirmed)
      post(notificationFor(id, subscription, message, context), context)
  return id
}

/** Asks an endpoint whether it wants the messages of the topic. */
export function askToConfirm(subscription: Subscription, context: SnsContext): void {
  const { topicArn, token } = subscription
  const id = randomUUID()
  const body = {
    Type: 'SubscriptionConfirmation',
    MessageId: id,
    Token: token,
    TopicArn: topicArn,
    Message: `You have chosen to subscribe to the topic ${topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
    ...linkOf(subscription, 'SubscribeURL', {
      Action: 'ConfirmSubscription',
      TopicArn: topicArn,
      Token: token,
    }),
    Timestamp: new Date(context.nowMs).toISOString(),
  }
  post(
    {
      id,
      kind: 'SubscriptionConfirmation',
      isRaw: false,
      body: printed(body),
      ...addressOf(subscription, context),
    },
    context,
  )
}

/** https://docs.aws.amazon.com/sns/latest/dg/http-notification-json.html, without a signature. */
function notificationFor(
  id: string,
  subscription: Subscription,
  { message, subject }: NewMessage,
  context: SnsContext,
): OutgoingMessage {
  const isRaw = subscription.attributes['RawMessageDelivery'] === 'true'
  const body = {
    Type: 'Notification',
    MessageId: id,
    TopicArn: subscription.topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: message,
    Timestamp: new Date(context.nowMs).toISOString(),
    ...linkOf(subscription, 'UnsubscribeURL', { Action: 'Unsubscribe', SubscriptionArn: subscription.arn }),
  }
  return {
    id,
    kind: 'Notification',
    isRaw,
    body: isRaw ? message : printed(body),
    ...addressOf(subscription, context),
  }
}

const addressOf = ({ arn, topicArn, protocol, endpoint }: Subscription, { nowMs }: SnsContext) => ({
  subscriptionArn: arn,
  topicArn,
  protocol,
  endpoint,
  attempts: 0,
  dueMs: nowMs,
})

function linkOf(
  { origin }: Subscription,
  name: string,
  parameters: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return origin === null
    ? {}
    : { [name]: `${origin}/?${new URLSearchParams({ ...parameters, Version: '2010-03-31' }).toString()}` }
}

const printed = (body: object) => JSON.stringify(body, null, 2)

function post(message: OutgoingMessage, { state }: SnsContext): void {
  const { outbox } = state.sns
  outbox.push(message)
  if (outbox.length > MOST_WAITING) outbox.shift()
}
