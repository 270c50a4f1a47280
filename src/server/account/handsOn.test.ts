import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { AccountResponse } from '../../api/account.ts'
import type { EventStore } from '../../store/eventStore.ts'
import '../../testing/loadedAccount.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'
import { accountOn } from './accountFeed.ts'
import { AwsAccount } from './awsAccount.ts'
import { RecordedCalls } from './recordedCalls.ts'

const START = Date.parse('2026-02-04T10:00:00Z')
/** Longer than any resource needs to change its state. */
const STEP_MS = 90_000

interface Recorded {
  readonly eventID: string
  readonly eventName: string
  readonly eventSource: string
  readonly awsRegion: string
  readonly readOnly: boolean
  readonly managementEvent: boolean
  readonly errorCode?: string
  readonly userIdentity: { readonly userName?: string; readonly arn: string; readonly type: string }
}

/** Also keeps what it records for the test. */
class WatchedCalls extends RecordedCalls {
  override record(text: string, madeMs: number): Promise<void> {
    records.push(JSON.parse(text) as Recorded)
    return super.record(text, madeMs)
  }
}

let store: EventStore
let nowMs: number
let records: Recorded[]
let calls: RecordedCalls

beforeEach(async () => {
  store = await storeOf([])
  nowMs = START
  records = []
  calls = new WatchedCalls(null, store, () => nowMs, 15_000)
})
afterEach(async () => {
  await calls.stop()
  await store.close()
})

function consoleWith({ token = null as string | null, simulated = true } = {}) {
  const account = accountOn(1, START)
  const now = () => nowMs
  const aws = new AwsAccount({
    account,
    store,
    calls: simulated ? calls : null,
    folder: null,
    now,
    tokens: token === null ? [] : [token],
    isThrottled: false,
  })
  onTestFinished(() => aws.stop())
  const headers = token === null ? {} : { authorization: `Bearer ${token}` }
  const app = createApp(
    servicesOf(store, { aws, now, readers: token === null ? [] : [{ name: null, token }] }),
  )
  const ask = (path: string, body?: object) =>
    app.request(`http://localhost${path}`, {
      headers: { ...headers, host: 'localhost' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
  const accountNow = async (as = 'user/learner') =>
    (await (await ask(`/api/account?as=${encodeURIComponent(as)}`)).json()) as AccountResponse
  return {
    ask,
    account: accountNow,
    step: async (exercise: string, step: string) =>
      (await accountNow()).exercises.find(({ id }) => id === exercise)!.steps.find(({ id }) => id === step)!,
    perform: (exercise: string, step: string, as = 'user/learner') =>
      ask(`/api/account/exercises/${exercise}/steps/${step}`, { as }),
  }
}

test('every step of every exercise can be performed in its order, and its event is the one that it names', async () => {
  const { account, step, perform } = consoleWith()
  const { exercises } = await account()
  const failed: string[] = []
  for (const { id, steps } of exercises) {
    for (const each of steps) {
      nowMs += STEP_MS
      const described = await step(id, each.id)
      expect(described.missing, `${id} ${each.id}`).toBeNull()
      expect(described.command).toMatch(/^aws /)
      const response = await perform(id, each.id)
      expect(response.status).toBe(200)
      const { eventID, failure } = (await response.json()) as {
        eventID: string
        failure: { code: string } | null
      }
      if (failure) failed.push(`${id} ${each.id} ${failure.code}`)
      expect(records.at(-1)).toMatchObject({
        eventID,
        eventName: described.eventName,
        eventSource: described.eventSource,
        awsRegion: described.region,
        readOnly: described.isReadOnly,
        managementEvent: !described.isData,
      })
    }
  }
  expect(failed).toEqual([
    'try-denied stop-logging AccessDeniedException',
    'try-denied delete-trail AccessDeniedException',
  ])
})

test('a step that needs an earlier one says so, and is not performed', async () => {
  const { step, perform } = consoleWith()
  expect(await step('create-user', 'create-key')).toMatchObject({
    missing: 'There is no user of yours. Create one first.',
    command: null,
  })
  const response = await perform('create-user', 'create-key')
  expect(response.status).toBe(409)
  expect(await response.json()).toMatchObject({ detail: 'There is no user of yours. Create one first.' })
  expect(records).toEqual([])
})

test('a step acts as the person or role that was chosen, and names what it made', async () => {
  const { account, perform } = consoleWith()
  const { people } = await account()
  expect(people[0]).toMatchObject({ id: 'user/learner', kind: 'user' })
  for (const kind of ['user', 'role'] as const) {
    const { id, name, arn } = people.findLast((person) => person.kind === kind)!
    const made = await (await perform('terminate-instance', 'launch', id)).json()
    const { userIdentity, errorCode } = records.at(-1)!
    if (kind === 'user') expect(userIdentity).toMatchObject({ type: 'IAMUser', userName: name, arn })
    else
      expect(userIdentity).toMatchObject({
        type: 'AssumedRole',
        arn: expect.stringContaining(name) as string,
      })
    // They may only read.
    expect(errorCode).toBe('Client.UnauthorizedOperation')
    expect(made).toMatchObject({ failure: { code: 'UnauthorizedOperation' }, made: [] })
  }
  expect(await (await perform('create-user', 'create-key')).json()).toMatchObject({ status: 409 })
  await perform('create-user', 'create')
  expect(await (await perform('create-user', 'create-key')).json()).toMatchObject({
    made: [expect.stringMatching(/^AKIA/)],
  })
})

describe('credentials', () => {
  test('of a user are the access key, of others a session, which is the same for some hours', async () => {
    const { ask, account } = consoleWith()
    const issue = async (as: string) => (await ask('/api/account/credentials', { as })).json()
    expect(await issue('user/learner')).toMatchObject({
      accessKeyId: expect.stringMatching(/^AKIA/),
      sessionToken: null,
      expiresAt: null,
    })
    const person = (await account()).people.find(({ id }) => id.startsWith('person/'))!
    const session = await issue(person.id)
    expect(session).toMatchObject({
      accessKeyId: expect.stringMatching(/^ASIA/),
      sessionToken: expect.any(String) as string,
      expiresAt: '2026-02-04T22:00:00.000Z',
    })
    nowMs += 5 * 3_600_000
    expect(await issue(person.id)).toEqual(session)
    nowMs += 2 * 3_600_000
    expect(await issue(person.id)).not.toEqual(session)
  })

  test('have no secret where the token is the secret', async () => {
    const { ask, account } = consoleWith({ token: 'a-token-of-some-length' })
    expect((await account()).secretIsToken).toBe(true)
    for (const as of ['user/learner', (await account()).people.at(-1)!.id])
      expect(await (await ask('/api/account/credentials', { as })).json()).toMatchObject({
        secretAccessKey: null,
      })
  })

  test('of a user without an access key are a conflict that says so', async () => {
    const { ask, perform } = consoleWith()
    await perform('create-user', 'create')
    const response = await ask('/api/account/credentials', { as: 'user/learner-app' })
    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('learner-app') as string })
  })
})

test.each([
  ['/api/account?as=user/nobody', undefined, 'user/nobody'],
  ['/api/account/exercises/none/steps/stop', { as: 'user/learner' }, 'none'],
  ['/api/account/exercises/stop-instance/steps/none', { as: 'user/learner' }, 'stop, start'],
  ['/api/account/credentials', { as: 'user/nobody' }, 'user/nobody'],
])('%s is a 404 that names what does not exist', async (path, body, named) => {
  const response = await consoleWith().ask(path, body)
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining(named) as string })
})

test.each([
  ['/api/account', undefined],
  ['/api/account/exercises/stop-instance/steps/stop', { as: 'user/learner' }],
  ['/api/account/credentials', { as: 'user/learner' }],
])('on log files %s is a 404 that says why', async (path, body) => {
  const response = await consoleWith({ simulated: false }).ask(path, body)
  expect(response.status).toBe(404)
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining('log files') as string })
})
