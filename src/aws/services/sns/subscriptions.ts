import { randomBytes, randomUUID } from 'node:crypto'
import {
  ConfirmSubscription$,
  ListSubscriptions$,
  ListSubscriptionsByTopic$,
  Subscribe$,
  Unsubscribe$,
  type ConfirmSubscriptionInput,
  type ConfirmSubscriptionResponse,
  type ListSubscriptionsByTopicInput,
  type ListSubscriptionsByTopicResponse,
  type ListSubscriptionsInput,
  type ListSubscriptionsResponse,
  type SubscribeInput,
  type SubscribeResponse,
  type Subscription as WrittenSubscription,
  type UnsubscribeInput,
} from '@aws-sdk/client-sns'
import type { CallContext } from '../../callContext.ts'
import { operation, type Operation } from '../../operation.ts'
import { pageOf, sortedBy } from '../../pages.ts'
import { askToConfirm } from './publishMessage.ts'
import { findSubscription, findTopic, invalidParameter, MOST_LISTED, onTopic } from './snsLookup.ts'
import { PROTOCOLS, topicArn, type Subscription, type SubscriptionProtocol } from './snsState.ts'

const subscribe = operation<SubscribeInput, SubscribeResponse>(
  Subscribe$,
  ({ TopicArn, Protocol, Endpoint = '', Attributes = {}, ReturnSubscriptionArn }, context) => {
    const topic = findTopic(context, TopicArn!)
    const protocol = PROTOCOLS.find((each) => each === Protocol)
    if (protocol === undefined)
      throw invalidParameter(`This console does not deliver to ${Protocol}, but to ${PROTOCOLS.join(', ')}`)
    checkEndpoint(protocol, Endpoint)
    const { subscriptions } = context.state.sns
    const before = Object.values(subscriptions).find(
      (each) => each.topicArn === topic.arn && each.protocol === protocol && each.endpoint === Endpoint,
    )
    const subscription: Subscription = before ?? {
      arn: `${topic.arn}:${randomUUID()}`,
      topicArn: topic.arn,
      protocol,
      endpoint: Endpoint,
      attributes: { ...Attributes },
      token: randomBytes(64).toString('hex'),
      isConfirmed: protocol === 'sms',
      origin: originOf(context),
    }
    subscriptions[subscription.arn] = subscription
    if (!subscription.isConfirmed) askToConfirm(subscription, context)
    const isShown = subscription.isConfirmed || ReturnSubscriptionArn === true
    return { SubscriptionArn: isShown ? subscription.arn : 'pending confirmation' }
  },
  onTopic,
)

function checkEndpoint(protocol: SubscriptionProtocol, endpoint: string): void {
  const isValid =
    protocol === 'sms'
      ? /^\+?\d{5,15}$/.test(endpoint)
      : protocol === 'email' || protocol === 'email-json'
        ? /^[^@\s]+@[^@\s]+$/.test(endpoint)
        : URL.canParse(endpoint) && new URL(endpoint).protocol === `${protocol}:`
  if (!isValid) throw invalidParameter(`Endpoint must match the specified protocol`)
}

function originOf({ request }: CallContext): string | null {
  const host = request.headers.get('host')
  return host === null ? null : `http://${host}`
}

const confirmSubscription: Operation = {
  ...operation<ConfirmSubscriptionInput, ConfirmSubscriptionResponse>(
    ConfirmSubscription$,
    ({ TopicArn, Token }, context) => {
      const topic = findTopic(context, TopicArn!)
      const found = Object.values(context.state.sns.subscriptions).find(
        (each) => each.topicArn === topic.arn && each.token === Token,
      )
      if (found === undefined) throw invalidParameter('Token')
      found.isConfirmed = true
      return { SubscriptionArn: found.arn }
    },
    {
      ...onTopic,
      request: ({ TopicArn }) => ({ topicArn: TopicArn, token: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
    },
  ),
  unsignedRegion: ({ TopicArn }: ConfirmSubscriptionInput) => regionOf(TopicArn),
}

const unsubscribe: Operation = {
  ...operation<UnsubscribeInput, object>(
    Unsubscribe$,
    ({ SubscriptionArn }, context) => {
      const { arn } = findSubscription(context, SubscriptionArn!)
      delete context.state.sns.subscriptions[arn]
      return {}
    },
    { resource: ({ SubscriptionArn = '' }) => SubscriptionArn.split(':').slice(0, 6).join(':') },
  ),
  unsignedRegion: ({ SubscriptionArn }: UnsubscribeInput) => regionOf(SubscriptionArn),
}

/** The Region in an ARN. */
const regionOf = (arn = '') => arn.split(':')[3] ?? ''

const listSubscriptions = operation<ListSubscriptionsInput, ListSubscriptionsResponse>(
  ListSubscriptions$,
  ({ NextToken }, context) => listed(() => true, NextToken, context),
  { resource: (_, { account, region }) => topicArn(region, account.accountId, '*') },
)

const listSubscriptionsByTopic = operation<ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse>(
  ListSubscriptionsByTopic$,
  ({ TopicArn, NextToken }, context) => {
    const topic = findTopic(context, TopicArn!)
    return listed((each) => each.topicArn === topic.arn, NextToken, context)
  },
  onTopic,
)

export const SUBSCRIPTIONS = [
  subscribe,
  confirmSubscription,
  unsubscribe,
  listSubscriptions,
  listSubscriptionsByTopic,
]

function listed(
  isListed: (subscription: Subscription) => boolean,
  token: string | undefined,
  { account, region, state }: CallContext,
): ListSubscriptionsResponse {
  const prefix = topicArn(region, account.accountId, '')
  const found = Object.values(state.sns.subscriptions).filter(
    (each) => each.arn.startsWith(prefix) && isListed(each),
  )
  const keyOf = ({ arn }: Subscription) => arn
  const page = pageOf(sortedBy(found, keyOf), keyOf, MOST_LISTED, token, () => invalidParameter('NextToken'))
  const written = ({
    arn,
    isConfirmed,
    protocol,
    endpoint,
    topicArn: of,
  }: Subscription): WrittenSubscription => ({
    SubscriptionArn: isConfirmed ? arn : 'PendingConfirmation',
    Owner: account.accountId,
    Protocol: protocol,
    Endpoint: endpoint,
    TopicArn: of,
  })
  return { Subscriptions: page.items.map(written), ...(page.next !== undefined && { NextToken: page.next }) }
}
