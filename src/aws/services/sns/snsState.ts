import { Chance } from '../../../account/chance.ts'
import { HOME_REGION } from '../../../account/resources.ts'
import type { SimulatedAccount } from '../../../account/simulatedAccount.ts'

/** Topics and subscriptions by ARN, and the messages that were not sent yet. */
export interface SnsState {
  readonly topics: Record<string, Topic>
  readonly subscriptions: Record<string, Subscription>
  /** In the order in which they were published. Sent messages are removed. */
  readonly outbox: OutgoingMessage[]
}

export interface Topic {
  readonly arn: string
  readonly name: string
  readonly createdMs: number
  /** Those that were set, and `Policy`. */
  readonly attributes: Record<string, string>
  tags: Record<string, string>
}

export interface Subscription {
  readonly arn: string
  readonly topicArn: string
  readonly protocol: SubscriptionProtocol
  readonly endpoint: string
  readonly attributes: Record<string, string>
  /** What confirms it. */
  readonly token: string
  isConfirmed: boolean
  /** Where this console answers, for the links in messages: `http://127.0.0.1:4700`; null if it was not called by HTTP. */
  readonly origin: string | null
}

/** The protocols to which messages are delivered: to HTTP endpoints, and all others into a file. */
export const PROTOCOLS = ['http', 'https', 'email', 'email-json', 'sms'] as const
export type SubscriptionProtocol = (typeof PROTOCOLS)[number]

export interface OutgoingMessage {
  readonly id: string
  readonly kind: 'Notification' | 'SubscriptionConfirmation'
  readonly topicArn: string
  readonly subscriptionArn: string
  readonly protocol: SubscriptionProtocol
  readonly endpoint: string
  /** The message alone, without its envelope. */
  readonly isRaw: boolean
  readonly body: string
  attempts: number
  /** When it is sent, or sent again. */
  dueMs: number
}

/** The company's topics. */
export function newSnsState(account: SimulatedAccount): SnsState {
  const state: SnsState = { topics: {}, subscriptions: {}, outbox: [] }
  for (const name of account.resources.topics) {
    const chance = new Chance(account.seed, 'topic', name)
    const arn = topicArn(HOME_REGION, account.accountId, name)
    const createdMs = account.todayMs - chance.int(200, 900) * 86_400_000
    state.topics[arn] = newTopic(arn, account.accountId, createdMs)
  }
  return state
}

export function topicArn(region: string, accountId: string, name: string): string {
  return `arn:aws:sns:${region}:${accountId}:${name}`
}

export function newTopic(arn: string, accountId: string, createdMs: number): Topic {
  return {
    arn,
    name: arn.split(':')[5]!,
    createdMs,
    attributes: { Policy: defaultPolicy(arn, accountId) },
    tags: {},
  }
}

/** Only the account itself may publish. */
function defaultPolicy(arn: string, accountId: string): string {
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: [
          'SNS:GetTopicAttributes',
          'SNS:SetTopicAttributes',
          'SNS:AddPermission',
          'SNS:RemovePermission',
          'SNS:DeleteTopic',
          'SNS:Subscribe',
          'SNS:ListSubscriptionsByTopic',
          'SNS:Publish',
        ],
        Resource: arn,
        Condition: { StringEquals: { 'AWS:SourceOwner': accountId } },
      },
    ],
  })
}
