import {
  CreateTopic$,
  DeleteTopic$,
  GetTopicAttributes$,
  ListTopics$,
  SetTopicAttributes$,
  type CreateTopicInput,
  type CreateTopicResponse,
  type DeleteTopicInput,
  type GetTopicAttributesInput,
  type GetTopicAttributesResponse,
  type ListTopicsInput,
  type ListTopicsResponse,
  type SetTopicAttributesInput,
} from '@aws-sdk/client-sns'
import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { operation } from '../../operation.ts'
import { pageOf, sortedBy } from '../../pages.ts'
import { faultOfTopicPolicy } from './topicPolicy.ts'
import { findTopic, invalidParameter, MOST_LISTED, onTopic } from './snsLookup.ts'
import { newTopic, topicArn, type Topic } from './snsState.ts'
import { tagsFrom } from './tags.ts'

const NAME = /^[\w-]{1,256}$/

/** A topic that is there already is answered again, as in AWS. */
const createTopic = operation<CreateTopicInput, CreateTopicResponse>(
  CreateTopic$,
  ({ Name, Attributes = {}, Tags }, { account, region, state, nowMs }) => {
    if (!NAME.test(Name!)) throw invalidParameter('Topic Name')
    const arn = topicArn(region, account.accountId, Name!)
    const attributes = checkedAttributes(Attributes)
    const tags = tagsFrom({}, Tags)
    const before = entryOf(state.sns.topics, arn)
    if (
      before !== undefined &&
      Object.entries(attributes).some(([key, value]) => before.attributes[key] !== value)
    )
      throw invalidParameter('Attributes Reason: Topic already exists with different attributes')
    if (before === undefined) {
      const topic = newTopic(arn, account.accountId, nowMs)
      Object.assign(topic.attributes, attributes)
      state.sns.topics[arn] = { ...topic, tags }
    }
    return { TopicArn: arn }
  },
  {
    resource: ({ Name = '' }, { account, region }) => topicArn(region, account.accountId, Name),
  },
)

const deleteTopic = operation<DeleteTopicInput, object>(
  DeleteTopic$,
  ({ TopicArn }, { state }) => {
    delete state.sns.topics[TopicArn!]
    for (const { arn, topicArn: of } of Object.values(state.sns.subscriptions))
      if (of === TopicArn) delete state.sns.subscriptions[arn]
    return {}
  },
  onTopic,
)

const listTopics = operation<ListTopicsInput, ListTopicsResponse>(
  ListTopics$,
  ({ NextToken }, { account, region, state }) => {
    const here = Object.values(state.sns.topics).filter(({ arn }) =>
      arn.startsWith(topicArn(region, account.accountId, '')),
    )
    const keyOf = ({ arn }: Topic) => arn
    const page = pageOf(sortedBy(here, keyOf), keyOf, MOST_LISTED, NextToken, () =>
      invalidParameter('NextToken'),
    )
    return {
      Topics: page.items.map(({ arn }) => ({ TopicArn: arn })),
      ...(page.next !== undefined && { NextToken: page.next }),
    }
  },
  { resource: (_, { account, region }) => topicArn(region, account.accountId, '*') },
)

const getTopicAttributes = operation<GetTopicAttributesInput, GetTopicAttributesResponse>(
  GetTopicAttributes$,
  ({ TopicArn }, context) => {
    const topic = findTopic(context, TopicArn!)
    const of = subscriptionsOf(context, topic)
    return {
      Attributes: {
        DisplayName: '',
        ...topic.attributes,
        TopicArn: topic.arn,
        Owner: context.account.accountId,
        SubscriptionsConfirmed: String(of.filter(({ isConfirmed }) => isConfirmed).length),
        SubscriptionsPending: String(of.filter(({ isConfirmed }) => !isConfirmed).length),
        SubscriptionsDeleted: '0',
      },
    }
  },
  onTopic,
)

const setTopicAttributes = operation<SetTopicAttributesInput, object>(
  SetTopicAttributes$,
  ({ TopicArn, AttributeName, AttributeValue = '' }, context) => {
    const topic = findTopic(context, TopicArn!)
    Object.assign(topic.attributes, checkedAttributes({ [AttributeName!]: AttributeValue }))
    return {}
  },
  onTopic,
)

export const TOPICS = [createTopic, deleteTopic, listTopics, getTopicAttributes, setTopicAttributes]

/** Attributes that the console keeps; of these the policy alone does something. */
const SETTABLE: ReadonlySet<string> = new Set([
  'DisplayName',
  'Policy',
  'DeliveryPolicy',
  'KmsMasterKeyId',
  'SignatureVersion',
  'TracingConfig',
])

function checkedAttributes(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const unknown = Object.keys(given).find((name) => !SETTABLE.has(name))
  if (unknown !== undefined) throw invalidParameter('AttributeName')
  const fault = given['Policy'] === undefined ? null : faultOfTopicPolicy(given['Policy'])
  if (fault !== null) throw invalidParameter(fault)
  return given
}

const subscriptionsOf = ({ state }: CallContext, { arn }: Topic) =>
  Object.values(state.sns.subscriptions).filter(({ topicArn: of }) => of === arn)
