import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import type { Subscription, Topic } from './snsState.ts'

export function findTopic({ state }: CallContext, arn: string): Topic {
  const topic = entryOf(state.sns.topics, arn)
  if (topic === undefined) throw new AwsFailure('NotFound', 'Topic does not exist', 404)
  return topic
}

export function findSubscription({ state }: CallContext, arn: string): Subscription {
  const subscription = entryOf(state.sns.subscriptions, arn)
  if (subscription === undefined) throw new AwsFailure('NotFound', 'Subscription does not exist', 404)
  return subscription
}

export const invalidParameter = (reason: string): AwsFailure =>
  new AwsFailure('InvalidParameter', `Invalid parameter: ${reason}`)

/** What every call on a topic is recorded with. */
export const onTopic = {
  resource: ({ TopicArn }: { readonly TopicArn?: string | undefined }) => TopicArn ?? '*',
}

export const MOST_LISTED = 100
