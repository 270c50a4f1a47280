import { appendFile } from 'node:fs/promises'
import type { AwsEndpoint } from '../../aws/endpoint.ts'
import type { OutgoingMessage } from '../../aws/services/sns/snsState.ts'

/** How long to wait after a failed attempt; after the last one the message is given up. */
const RETRY_SECONDS = [1, 5, 20, 60, 300] as const
const TIMEOUT_MS = 15_000
/** How many are sent at a time. */
const AT_ONCE = 10

/**
 * Sends the messages of topics that are due: to HTTP endpoints by POST, others as a line of the
 * file, which a mailbox would be. Those that were sent leave the outbox; others are tried again.
 * `messagesPath`: null for a console that keeps nothing, where they are given up.
 */
export async function sendMessages(
  endpoint: AwsEndpoint,
  messagesPath: string | null,
  nowMs: number,
): Promise<void> {
  const due = endpoint.state.sns.outbox.filter(({ dueMs }) => dueMs <= nowMs).slice(0, AT_ONCE)
  if (due.length === 0) return
  const faults = await Promise.all(due.map((message) => faultOfSending(message, messagesPath)))
  const faultOf = new Map(due.map((message, at) => [keyOf(message), faults[at] ?? null]))
  await endpoint.change(({ sns: { outbox } }) => {
    const waiting = outbox.filter((message) => {
      const fault = faultOf.get(keyOf(message))
      if (fault === undefined) return true
      return fault !== null && waitsAgain(message, fault, nowMs)
    })
    outbox.splice(0, outbox.length, ...waiting)
  })
}

const keyOf = ({ id, subscriptionArn }: OutgoingMessage) => `${id} ${subscriptionArn}`

/** False for a message that is given up. */
function waitsAgain(message: OutgoingMessage, fault: string, nowMs: number): boolean {
  const seconds = RETRY_SECONDS[message.attempts]
  if (seconds === undefined) {
    console.error(
      `A message of ${message.topicArn} could not be delivered to ${message.endpoint}: ${fault}. It is given up after ${message.attempts + 1} attempts.`,
    )
    return false
  }
  message.attempts++
  message.dueMs = nowMs + seconds * 1000
  return true
}

/** Null if it was sent. */
async function faultOfSending(message: OutgoingMessage, messagesPath: string | null): Promise<string | null> {
  try {
    if (message.protocol === 'http' || message.protocol === 'https') return await post(message)
    if (messagesPath !== null) await appendFile(messagesPath, `${lineOf(message)}\n`)
    return null
  } catch (error) {
    return reasonOf(error)
  }
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html#http-header */
async function post(message: OutgoingMessage): Promise<string | null> {
  const { status, ok } = await fetch(message.endpoint, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      'content-type': 'text/plain; charset=UTF-8',
      'user-agent': 'Amazon Simple Notification Service Agent',
      'x-amz-sns-message-type': message.kind,
      'x-amz-sns-message-id': message.id,
      'x-amz-sns-topic-arn': message.topicArn,
      ...(message.kind === 'Notification' && { 'x-amz-sns-subscription-arn': message.subscriptionArn }),
      ...(message.isRaw && { 'x-amz-sns-rawdelivery': 'true' }),
    },
    body: message.body,
  })
  return ok ? null : `it answered ${status}`
}

/** A line of JSON: to whom, and the message as an HTTP endpoint would get it. */
function lineOf({ protocol, endpoint, body, isRaw }: OutgoingMessage): string {
  return JSON.stringify({ protocol, endpoint, message: isRaw ? body : (JSON.parse(body) as unknown) })
}

function reasonOf(error: unknown): string {
  const { name, message, cause } = error as Error & { readonly cause?: { readonly code?: string } }
  if (name === 'TimeoutError') return `it did not answer within ${TIMEOUT_MS / 1000} seconds`
  return cause?.code ?? message
}
