import { gzipSync } from 'node:zlib'
import type { Socket } from 'node:net'
import { setTimeout as after } from 'node:timers/promises'
import { ask } from '../../testing/ask.ts'
import type { RunningConsole } from '../../testing/runningConsole.ts'
import { promised, type Attack } from './attack.ts'
import { MB, record } from './monsters.ts'
import { head, rawRequest } from './rawRequest.ts'

const FORM = 'Content-Type: multipart/form-data; boundary=b\r\n'
const PART = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\n\r\n'
const UPLOAD = ['POST /api/log-files?name=a', '', '{"Records":['] as const

/** The lines of the header, and the beginning of the body. */
const ROUTES = [
  UPLOAD,
  ['POST /api/log-files', FORM, `${PART}{"Records":[`],
  ['PUT /api/events/none/notes', '', '{"starred":'],
  ['POST /api/notes', '', '{"ids":['],
  ['PUT /api/views/a', '', '{"query":'],
  ['DELETE /api/views/none', '', '{'],
  ['POST /api/account/actions/none', '', '{'],
  ['GET /api/status', '', '{'],
  ['PATCH /api/nothing', '', '{'],
] as const

type Route = (typeof ROUTES)[number]

const LENGTH = 'Content-Length: 100000\r\n'
const CHUNKED = 'Transfer-Encoding: chunked\r\n'

const asked = ([line, type]: Route, more: string) =>
  `${line} HTTP/1.1\r\nHost: localhost\r\n${type}${more}\r\n`

/** A way to end a body: the bytes of its request, and what happens then. */
const ENDS: readonly ((route: Route) => [bytes: string, end: (socket: Socket) => void])[] = [
  (route) => [asked(route, LENGTH), leave],
  (route) => [asked(route, LENGTH), reset],
  (route) => [asked(route, LENGTH) + route[2], leave],
  (route) => [asked(route, LENGTH) + route[2], reset],
  (route) => [asked(route, LENGTH) + route[2], (socket) => socket.end()],
  (route) => [`${asked(route, CHUNKED)}zz\r\n`, wait],
  (route) => [`${asked(route, CHUNKED)}1\r\nxxxx\r\n`, wait],
  (route) => [`${asked(route, CHUNKED)}1;${'x'.repeat(20_000)}\r\nx\r\n`, wait],
  (route) => [`${asked(route, 'Transfer-Encoding: xchunked\r\n')}x`, wait],
  (route) => [`${asked(route, 'Content-Length: 1\r\n')}{}${'x'.repeat(100)}`, wait],
]

const leave = (socket: Socket) => socket.destroy()
const reset = (socket: Socket) => socket.resetAndDestroy()
const wait = () => {}

/** What clients do with the bodies of their requests. */
export const BODY_ATTACKS: readonly Attack[] = [
  {
    name: '4,500 request bodies that are cut off, on every route',
    strike: async (server) => {
      for (let i = 0; i < 50; i++) await breakOff(server)
      return await goesOn(server)
    },
  },
  {
    name: '1,800 request bodies that are cut off while uploads stall',
    strike: async (server) => {
      const stalling = await uploadsThatStall(server, 4)
      for (let i = 0; i < 20; i++) await breakOff(server)
      for (const socket of stalling) socket.destroy()
      return await goesOn(server)
    },
  },
  {
    name: '2,000 uploads cut off anywhere, raw and in forms',
    strike: async (server) => {
      const records = Array.from({ length: 50 }, (_, i) => record(i)).join(',')
      const whole = `${PART}{"Records":[${records}]}\r\n${PART}{"Records":[${records}]}\r\n--b--\r\n`
      for (let i = 0; i < 2000; i++) {
        const request = `${asked(ROUTES[i % 2]!, `Content-Length: ${whole.length}\r\n`)}${whole}`
        leave(await rawRequest(server, request.slice(0, Math.floor((request.length * i) / 2000))))
      }
      return await goesOn(server)
    },
  },
  {
    name: 'slow request bodies on every route, 5 each',
    strike: async (server) => {
      const sockets = await Promise.all(
        Array.from({ length: 5 * ROUTES.length }, (_, i) => {
          const route = ROUTES[i % ROUTES.length]!
          return rawRequest(server, asked(route, LENGTH) + route[2])
        }),
      )
      const start = performance.now()
      const dripping = setInterval(() => {
        for (const socket of sockets) socket.write(' ')
      }, 2000)
      const closed = sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve)))
      const isEnded = await Promise.race([Promise.all(closed).then(() => true), after(120_000, false)])
      clearInterval(dripping)
      promised(isEnded, 'some were still open after two minutes')
      return `all cut off within ${seconds(start)}; ${await goesOn(server)}`
    },
  },
  {
    name: '1,000 uploads that stall while waiting, and one that does not',
    strike: async (server) => {
      const start = performance.now()
      const sockets = await uploadsThatStall(server, 1000)
      const answers: string[] = []
      for (const socket of sockets) void head(socket).then((answer) => answers.push(answer))
      let refused = 0
      let isLoaded = false
      while (!isLoaded && performance.now() - start < 180_000) {
        const response = await upload(server, record(1))
        promised(response.status === 200 || response.status === 503, `answered with ${response.status}`)
        isLoaded = response.status === 200
        if (!isLoaded) await after(1000 * Number(response.headers.get('retry-after')))
        if (!isLoaded) refused++
      }
      promised(isLoaded, 'it was not loaded within three minutes')
      const loaded = seconds(start)
      const asks = answers.filter((answer) => /^HTTP\/1\.1 503[^]*retry-after: \d/i.test(answer)).length
      promised(asks === 978, `${asks} of the others were told to try again`)
      for (const socket of sockets) socket.destroy()
      return `loaded after ${loaded} and ${refused} retries; ${await goesOn(server)}`
    },
  },
  {
    name: '3,000 connections closed at once, 1,000 of them uploads',
    strike: async (server) => {
      const uploads = await uploadsThatStall(server, 1000)
      const others = await Promise.all(Array.from({ length: 2000 }, () => rawRequest(server, '')))
      for (const socket of [...uploads, ...others]) socket.destroy()
      return await goesOn(server)
    },
  },
  {
    name: 'an upload of 3 GB that is aborted after its first',
    strike: async (server) => {
      const bomb = gzipSync(Buffer.alloc(100 * MB, ' '), { level: 9 })
      const socket = await rawRequest(server, asked(UPLOAD, `Content-Length: ${bomb.length + 3000 * MB}\r\n`))
      const answer = head(socket)
      socket.write(bomb)
      const piece = Buffer.alloc(MB)
      for (let i = 0; i < 3000; i++)
        if (!socket.write(piece)) await new Promise((resolve) => socket.once('drain', resolve))
      promised((await answer).startsWith('HTTP/1.1 200'), `answered with ${(await answer).slice(0, 50)}`)
      return await goesOn(server)
    },
  },
  {
    name: '2,000 uploads without records, 20 with a thousand problems',
    strike: async (server) => {
      const before = await ask<LoadReport>(server, '/api/problems?limit=1')
      for (let i = 0; i < 2000; i++) await (await upload(server, 'Buy milk.')).text()
      const { report, total } = await ask<LoadReport>(server, '/api/problems?limit=1')
      promised(report.logFiles === before.report.logFiles, `${report.logFiles} log files were counted`)
      promised(total <= before.total + 2000, `${total} problems were kept`)
      for (let i = 0; i < 20; i++)
        await (await upload(server, `${record(7)}\n${'not JSON\n'.repeat(1000)}`)).text()
      const { total: kept } = await ask<LoadReport>(server, '/api/problems?limit=1')
      promised(kept === 10_001, `${kept} problems are kept`)
      return `${kept} problems are kept; ${await goesOn(server)}`
    },
  },
]

interface LoadReport {
  readonly report: { readonly logFiles: number }
  readonly total: number
}

/** Every way to end the body of every route, once. */
async function breakOff(server: RunningConsole): Promise<void> {
  await Promise.all(
    ROUTES.flatMap((route) =>
      ENDS.map(async (endOf) => {
        const [bytes, end] = endOf(route)
        const socket = await rawRequest(server, bytes)
        if (end === wait) await head(socket)
        end(socket)
        socket.destroy()
      }),
    ),
  )
}

async function uploadsThatStall(server: RunningConsole, count: number): Promise<Socket[]> {
  return Promise.all(
    Array.from({ length: count }, () => rawRequest(server, asked(UPLOAD, LENGTH) + UPLOAD[2])),
  )
}

const upload = (server: RunningConsole, body: string) =>
  fetch(`${server.origin}/api/log-files?name=honest.json`, { method: 'POST', body })

/** An upload is loaded as soon as the abandoned ones are gone. */
async function goesOn(server: RunningConsole): Promise<string> {
  const start = performance.now()
  const response = await upload(server, record(7))
  promised(response.status === 200, `the next upload was answered with ${response.status}`)
  return `the next upload took ${Math.round(performance.now() - start)} ms`
}

const seconds = (start: number) => `${Math.round((performance.now() - start) / 1000)} s`
