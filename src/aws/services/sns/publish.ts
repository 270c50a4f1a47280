import { Publish$, type PublishInput, type PublishResponse } from '@aws-sdk/client-sns'
import { operation } from '../../operation.ts'
import { publishMessage } from './publishMessage.ts'
import { findTopic, invalidParameter } from './snsLookup.ts'

const MOST_BYTES = 262_144

export const publish = operation<PublishInput, PublishResponse>(
  Publish$,
  ({ TopicArn, TargetArn, Message, Subject, MessageStructure }, context) => {
    const arn = TopicArn ?? TargetArn
    if (arn === undefined)
      throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter')
    const topic = findTopic(context, arn)
    if (Message === '') throw invalidParameter('Empty message')
    if (Buffer.byteLength(Message!) > MOST_BYTES) throw invalidParameter('Message too long')
    if (Subject !== undefined && (Subject.length > 100 || Subject === '' || /\n/.test(Subject)))
      throw invalidParameter('Subject')
    const message = MessageStructure === 'json' ? defaultOf(Message!) : Message!
    return { MessageId: publishMessage(topic, { message, subject: Subject }, context) }
  },
  {
    resource: ({ TopicArn, TargetArn }) => TopicArn ?? TargetArn ?? '*',
    isData: true,
    request: ({ TopicArn, TargetArn, Subject }) => ({
      topicArn: TopicArn ?? TargetArn,
      message: 'HIDDEN_DUE_TO_SECURITY_REASONS',
      ...(Subject !== undefined && { subject: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
    }),
  },
)

/** Of a message with texts for each protocol, the one that all get. */
function defaultOf(message: string): string {
  try {
    const texts = JSON.parse(message) as { readonly default?: unknown } | null
    if (typeof texts?.default === 'string') return texts.default
  } catch {
    throw invalidParameter('Message Structure - JSON message body failed to parse')
  }
  throw invalidParameter('Message Structure - No default entry in JSON message body')
}
