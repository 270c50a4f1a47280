import { connect, type Socket } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { EventStore } from '../../store/eventStore.ts'
import { servicesOf } from '../../testing/servicesOf.ts'
import { storeOf } from '../../testing/storeOf.ts'
import { createApp } from '../app.ts'
import { listen, type Listening } from './listen.ts'
import { LogFileLoader } from '../loading/logFileLoader.ts'
import { STEADY, type Pace } from './pace.ts'

const RECORD =
  '{"eventVersion":"1.08","eventID":"event-1","eventName":"A","eventTime":"2026-02-03T00:00:00Z"}'
const FORM = 'Content-Type: multipart/form-data; boundary=b\r\n'
const PART = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n\r\n'

/**
 * Every route that takes a body, and some that take none: header lines, the beginning of a body,
 * and the status for a body that trickles.
 */
const ROUTES = {
  'an upload': ['POST /api/log-files?name=a', '', `{"Records":[${RECORD},`, 408],
  'a form': ['POST /api/log-files', FORM, `${PART}{"Records":[${RECORD},`, 408],
  "an event's notes": ['PUT /api/events/event-1/notes', '', '{"starred":', 408],
  'notes of several events': ['POST /api/notes', '', '{"ids":["event-1"],', 408],
  'a saved view': ['PUT /api/views/a', '', '{"query":', 408],
  'a view that is deleted': ['DELETE /api/views/none', '', 'x', 404],
  'an action of the account': ['POST /api/account/actions/none', '', 'x', 404],
  'a question': ['GET /api/status', '', 'x', 200],
  'an operation that there is not': ['PATCH /api/nothing', '', 'x', 404],
  'the page': ['POST /', '', 'x', 404],
} as const

let store: EventStore
let server: Listening
/** A server that cuts off what does not arrive at once. */
let impatient: Listening
let sockets: Socket[] = []
/** Responses that the servers have begun. */
let answers: unknown[] = []
/** Those that stay open on purpose. */
let unanswered: unknown[] = []
/** Errors that would have ended the server. */
const endings: unknown[] = []
const note = (error: unknown) => endings.push(error)

async function serving(bodyPace: Pace, loader = new LogFileLoader(store)): Promise<Listening> {
  const app = createApp(servicesOf(store, { bodyPace, loader }))
  return listen({ host: '127.0.0.1', port: 0 }, (request) => {
    const answer = app.fetch(request)
    answers.push(answer)
    return answer
  })
}

beforeAll(async () => {
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
  store = await storeOf([RECORD])
  server = await serving(STEADY)
  impatient = await serving({ ...STEADY, patienceMs: 100 })
})
afterEach(async () => {
  for (const socket of sockets) socket.destroy()
  await Promise.allSettled([...answers, ...unanswered])
  sockets = []
  answers = []
  unanswered = []
  expect(endings.splice(0)).toEqual([])
})
afterAll(async () => {
  for (const each of [server, impatient]) {
    each.closeAllConnections()
    each.close()
  }
  await store.close()
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
})

/** A connection on which something was sent. */
async function sent(bytes: string, { port } = server): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  sockets.push(socket)
  await new Promise<void>((resolve, reject) => {
    socket.once('close', () => reject(new Error('The server closed the connection before it was used.')))
    socket.once('connect', () => socket.write(bytes, 'latin1', () => resolve()))
  })
  return socket
}

/** Everything received until the connection ends. */
function answerOn(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => (answer += text))
    socket.on('close', () => resolve(answer))
    if (socket.destroyed) resolve(answer)
  })
}

const head = (route: keyof typeof ROUTES, more: string) =>
  `${ROUTES[route][0]} HTTP/1.1\r\nHost: localhost\r\n${ROUTES[route][1]}${more}\r\n`
const LONG = 'Content-Length: 1000\r\n'
const CHUNKED = 'Transfer-Encoding: chunked\r\n'

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1])

async function ask(method: string, path: string, body?: BodyInit): Promise<Response> {
  return fetch(`http://127.0.0.1:${server.port}${path}`, { method, ...(body !== undefined && { body }) })
}

/** Another client is served, and all earlier requests have ended. */
async function goesOn(): Promise<void> {
  expect((await ask('GET', '/api/views')).status).toBe(200)
  await Promise.allSettled(answers)
  expect((await ask('GET', '/api/status')).status).toBe(200)
  expect(endings).toEqual([])
}

/** Uploads that have begun and stall: they take all places, and the waiting line. */
async function stalled(count: number): Promise<Socket[]> {
  const stalling: Socket[] = []
  for (let i = 0; i < count; i++) {
    stalling.push(await sent(`${head('an upload', LONG)}{"Records":[`))
    expect((await ask('GET', '/api/views')).status).toBe(200)
  }
  unanswered = answers
  answers = []
  return stalling
}

describe.each(Object.keys(ROUTES) as (keyof typeof ROUTES)[])('the body of %s', (route) => {
  const [, , start, tooSlow] = ROUTES[route]

  test('aborted before its first byte', async () => {
    for (let i = 0; i < 5; i++) {
      ;(await sent(head(route, LONG))).destroy()
      ;(await sent(head(route, LONG))).resetAndDestroy()
    }
    await goesOn()
  })

  test('aborted after some bytes', async () => {
    for (let i = 0; i < 5; i++) {
      ;(await sent(head(route, LONG) + start)).destroy()
      ;(await sent(head(route, LONG) + start)).resetAndDestroy()
    }
    await goesOn()
  })

  test.each([
    ['a chunk whose size is no number', CHUNKED, 'zz\r\n'],
    ['a chunk that is longer than it said', CHUNKED, '1\r\nxxxx\r\n'],
    ['an extension of 20 KB behind the size of a chunk', CHUNKED, `1;${'x'.repeat(20_000)}\r\nx\r\n`],
    ['a coding that there is not', 'Transfer-Encoding: xchunked\r\n', 'x'],
    ['a trailer that is none', CHUNKED, '1\r\nx\r\n0\r\n: : :\r\n\r\n'],
  ])('with %s', async (_, coding, body) => {
    for (let i = 0; i < 10; i++) {
      const socket = await sent(head(route, coding) + body)
      await answerOn(socket)
    }
    await goesOn()
  })

  test('shorter and longer than its length', async () => {
    const shorter = await sent(head(route, LONG) + start)
    shorter.end()
    await answerOn(shorter)
    const longer = await sent(`${head(route, `Content-Length: ${start.length}\r\n`)}${start}and more\r\n\r\n`)
    await answerOn(longer)
    await goesOn()
  })

  test('that trickles or stops is cut off', async () => {
    const trickling = await sent(head(route, LONG) + start, impatient)
    const drop = setInterval(() => trickling.write(' '), 20)
    const stopping = await sent(head(route, LONG), impatient)
    const answered = await Promise.all([answerOn(trickling), answerOn(stopping)])
    clearInterval(drop)
    for (const answer of answered) expect(statusOf(answer)).toBe(tooSlow)
    await goesOn()
  })
})

describe('while two uploads stall', () => {
  test('one that is aborted before its first byte', async () => {
    await stalled(2)
    ;(await sent(head('an upload', LONG))).destroy()
    await goesOn()
  })

  test('one that is aborted while it waits, and one whose form has begun a file', async () => {
    await stalled(2)
    ;(await sent(head('an upload', LONG) + ROUTES['an upload'][2])).destroy()
    ;(await sent(head('a form', LONG) + ROUTES['a form'][2])).destroy()
    ;(await sent(`${head('a form', LONG)}${PART}x\r\n${PART}y`)).destroy()
    await goesOn()
  })

  test('forms of one, three and fifty files are loaded once earlier uploads have ended', async () => {
    const stalling = await stalled(2)
    const forms = [1, 3, 50].map((count) => {
      const form = new FormData()
      for (let i = 0; i < count; i++)
        form.append('file', new Blob([RECORD.replace('event-1', `form-${count}-${i}`)]), `${i}.json`)
      return ask('POST', '/api/log-files', form)
    })
    expect((await ask('GET', '/api/status')).status).toBe(200)
    for (const socket of stalling) socket.destroy()
    const reports = await Promise.all(forms.map(async (form) => (await form).json() as Promise<unknown>))
    expect(reports[0]).toMatchObject({ logFile: '0.json', added: 1 })
    for (const [index, count] of [3, 50].entries())
      expect(reports[index + 1]).toMatchObject({
        logFiles: Array.from({ length: count }, (_, i) => ({
          logFile: `${i}.json`,
          records: 1,
          added: 1,
          duplicates: 0,
          problems: [],
        })),
      })
    await goesOn()
  })
})

test('uploads that are cut off at any place, as they are and in a form', async () => {
  const records = Array.from({ length: 30 }, (_, i) => RECORD.replace('event-1', `cut-${i}`)).join(',')
  const bodies = [
    ['an upload', `{"Records":[${records}]}`],
    ['a form', `${PART}{"Records":[${records}]}\r\n${PART}{"Records":[${records}]}\r\n--b--\r\n`],
  ] as const
  for (const [route, body] of bodies) {
    const whole = `${head(route, `Content-Length: ${body.length}\r\n`)}${body}`
    for (let i = 1; i <= 100; i++)
      (await sent(whole.slice(0, Math.floor((whole.length * i) / 101)))).destroy()
  }
  await goesOn()
})

test('when too many uploads wait, the last one is told to try again, and the queue moves on when others leave', async () => {
  const stalling = await stalled(22)
  const refused = await ask('POST', '/api/log-files?name=honest.json', RECORD)
  expect(refused.status).toBe(503)
  expect(refused.headers.get('content-type')).toBe('application/problem+json')
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
  expect(await refused.json()).toMatchObject({
    title: 'Too many uploads',
    detail: expect.stringMatching(/^20 uploads .* again in a minute\.$/),
  })
  for (const socket of stalling) socket.destroy()
  await Promise.allSettled(unanswered)
  expect((await ask('POST', '/api/log-files?name=honest.json', RECORD)).status).toBe(200)
  await goesOn()
})

test('slow forms without a file are cut off when another upload waits', async () => {
  const hurried = new LogFileLoader(store, { ...STEADY, patienceMs: 50 })
  const own = await serving(STEADY, hurried)
  const field = `--b\r\nContent-Disposition: form-data; name="note"\r\n\r\n`
  const forms = [await sent(head('a form', LONG) + field, own), await sent(head('a form', LONG) + field, own)]
  const drop = setInterval(() => forms.forEach((form) => form.write('x')), 10)
  for (let i = 0; i < 2; i++) {
    const body = RECORD.replace('event-1', `patient-${i}`)
    const honest = await sent(
      `${head('an upload', `Content-Length: ${body.length}\r\nConnection: close\r\n`)}${body}`,
      own,
    )
    expect(statusOf(await answerOn(honest))).toBe(200)
  }
  clearInterval(drop)
  own.closeAllConnections()
  own.close()
  await hurried.close()
})

test('uploads that have sent nothing do not make others wait', async () => {
  for (let i = 0; i < 50; i++) await sent(head('an upload', LONG))
  expect((await ask('POST', '/api/log-files?name=honest.json', RECORD)).status).toBe(200)
})
