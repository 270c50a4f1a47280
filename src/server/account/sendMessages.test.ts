import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  ConfirmSubscriptionCommand,
  CreateTopicCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testAccount, type TestAccount } from '../../testing/testAccount.ts'
import { sendMessages } from './sendMessages.ts'

interface Received {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

let account: TestAccount
let sns: SNSClient
let TopicArn: string
let folder: string
let listener: Server
let received: Received[]
let status: number

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  received = []
  status = 200
  listener = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((done) => listener.listen(0, '127.0.0.1', done))
  account = testAccount()
  sns = new SNSClient(account.client())
  TopicArn = (await sns.send(new CreateTopicCommand({ Name: 'trail' }))).TopicArn!
})
afterEach(async () => {
  await new Promise((done) => listener.close(done))
  await rm(folder, { recursive: true })
})

const hook = () => `http://127.0.0.1:${(listener.address() as AddressInfo).port}/hook`
const messagesPath = () => join(folder, 'messages.ndjson')
const send = () => sendMessages(account.endpoint, messagesPath(), account.nowMs)

async function subscribe(Protocol: string, Endpoint: string): Promise<void> {
  await sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint }))
}

async function confirm(body: string): Promise<void> {
  const { Token } = JSON.parse(body) as { readonly Token: string }
  await sns.send(new ConfirmSubscriptionCommand({ TopicArn, Token }))
}

/** Follows the link of a question, without a signature. */
async function follow(body: string): Promise<void> {
  const { SubscribeURL } = JSON.parse(body) as { readonly SubscribeURL: string }
  const query = new URL(SubscribeURL).search.slice(1)
  const request = { method: 'GET', path: '/', query, headers: new Headers(), body: new Uint8Array() }
  expect((await account.endpoint.answer(request, '127.0.0.1')).status).toBe(200)
}

test('an HTTP endpoint is asked first, then gets messages with the headers of SNS', async () => {
  await subscribe('http', hook())
  await send()
  const [question] = received
  expect(question!.headers).toMatchObject({
    'x-amz-sns-message-type': 'SubscriptionConfirmation',
    'x-amz-sns-topic-arn': TopicArn,
  })
  await follow(question!.body)
  await sns.send(new PublishCommand({ TopicArn, Message: 'news' }))
  await send()
  await send()
  expect(received).toHaveLength(2)
  expect(received[1]!.headers).toMatchObject({ 'x-amz-sns-message-type': 'Notification' })
  expect(JSON.parse(received[1]!.body)).toMatchObject({ Type: 'Notification', Message: 'news' })
})

test('a message that an endpoint refuses is sent again, later each time, and then given up', async () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => {})
  status = 503
  await subscribe('http', hook())
  await send()
  await send()
  expect(received).toHaveLength(1)
  for (const seconds of [1, 5, 20, 60, 300]) {
    account.nowMs += seconds * 1000
    await send()
  }
  expect(received).toHaveLength(6)
  expect(account.state.sns.outbox).toEqual([])
  expect(complaint.mock.calls.flat().join()).toMatch(/could not be delivered to http.*it answered 503/)
  complaint.mockRestore()
})

test('messages to people are lines of a file', async () => {
  await subscribe('email-json', 'me@example.com')
  await send()
  const lines = async () =>
    (await readFile(messagesPath(), 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { message: object })
  const [question] = await lines()
  await confirm(JSON.stringify(question!.message))
  await sns.send(new PublishCommand({ TopicArn, Message: 'news' }))
  await send()
  expect((await lines())[1]).toMatchObject({
    protocol: 'email-json',
    endpoint: 'me@example.com',
    message: { Type: 'Notification', Message: 'news' },
  })
})
