import { once } from 'node:events'
import { promised, type Attack } from './attack.ts'
import { MB, record } from './monsters.ts'
import { head, rawRequest } from './rawRequest.ts'
import { ask } from '../../testing/ask.ts'
import type { RunningConsole } from '../../testing/runningConsole.ts'

/** Every kind of query, each within the filter that is appended to it. */
const QUESTIONS = [
  '/api/events?maxResults=1000&',
  '/api/events?offset=10000&',
  '/api/events/count?',
  '/api/events/histogram?',
  '/api/events/values?field=userName&',
  '/api/paths?contains=name&limit=1000',
  '/api/problems?limit=1000',
  '/api/status',
]

/** Requests to a server with an ordinary trail. */
export const REQUEST_ATTACKS: readonly Attack[] = [
  {
    name: '500 requests at once, of every kind',
    strike: async (server) => {
      const { count } = await ask<{ count: number }>(server, '/api/events/count')
      const asked = Array.from({ length: 500 }, (_, i) => QUESTIONS[i % QUESTIONS.length]!)
      const answers = await Promise.all(asked.map((path) => ask<{ count?: number }>(server, path)))
      promised(
        answers.every((answer, i) => !asked[i]!.includes('/count') || answer.count === count),
        'a count was wrong',
      )
      return 'all answered correctly'
    },
  },
  {
    name: '200 different costly queries at once, all aborted',
    strike: async (server) => {
      const leaving = new AbortController()
      const asked = Array.from({ length: 200 }, (_, i) =>
        fetch(`${server.origin}/api/events/count?requestParameters.key${i}!:=x${i}&text=a${i}`, {
          signal: leaving.signal,
        }).catch(() => {}),
      )
      await once(await rawRequest(server, 'GET /api/status HTTP/1.1\r\nHost: localhost\r\n\r\n'), 'data')
      leaving.abort()
      await Promise.all(asked)
      return await timed(() => ask(server, '/api/events/count?userName=alice'))
    },
  },
  {
    name: '1,000 downloads, all cancelled at once',
    strike: async (server) => {
      for (let i = 0; i < 1000; i++) {
        const leaving = new AbortController()
        const response = await fetch(`${server.origin}/api/events/download`, { signal: leaving.signal })
        promised(response.status === 200 || response.status === 503, `answered with ${response.status}`)
        leaving.abort()
      }
      return await downloads(server)
    },
  },
  {
    name: '100 HEAD requests of the download',
    strike: async (server) => {
      for (let i = 0; i < 100; i++) await fetch(`${server.origin}/api/events/download`, { method: 'HEAD' })
      return await downloads(server)
    },
  },
  {
    name: '50 downloads that no client reads',
    strike: async (server) => {
      const sockets = await Promise.all(
        Array.from({ length: 50 }, () =>
          rawRequest(server, 'GET /api/events/download HTTP/1.1\r\nHost: localhost\r\n\r\n'),
        ),
      )
      const heads = await Promise.all(sockets.map(head))
      for (const socket of sockets) socket.pause()
      const served = heads.filter((text) => text.startsWith('HTTP/1.1 200')).length
      const refused = heads.filter((text) => /^HTTP\/1\.1 503[^]*retry-after: \d/i.test(text)).length
      promised(served === 8 && refused === 42, `${served} served, ${refused} rejected`)
      for (let i = 0; i < 20; i++) await ask(server, '/api/events/values?field=eventName')
      for (const socket of sockets) socket.destroy()
      return `8 served, 42 rejected with Retry-After; then ${await downloads(server)}`
    },
  },
  {
    name: '200 silent connections, 200 with half a request',
    strike: async (server) => {
      const sockets = await Promise.all(
        Array.from({ length: 400 }, (_, i) =>
          rawRequest(server, i % 2 ? '' : 'GET /api/status HTTP/1.1\r\nHost: loc'),
        ),
      )
      const ends = await Promise.all(sockets.filter((_, i) => i % 2 === 0).map(head))
      promised(
        ends.every((text) => text.startsWith('HTTP/1.1 408')),
        `answered with ${ends.find((text) => !text.startsWith('HTTP/1.1 408'))}`,
      )
      for (const socket of sockets) socket.destroy()
      return 'the half requests were cut off with 408'
    },
  },
  {
    name: 'uploads that stop halfway, and one that does not',
    strike: async (server) => {
      const sockets = await Promise.all(
        Array.from({ length: 6 }, (_, i) =>
          rawRequest(
            server,
            `POST /api/log-files?name=slow-${i} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{"Records":[`,
          ),
        ),
      )
      sockets[0]!.destroy()
      sockets[1]!.destroy()
      const answer = await fetch(`${server.origin}/api/log-files?name=good.json`, {
        method: 'POST',
        body: record(1),
      })
      promised(answer.status === 200, `the good one was answered with ${answer.status}`)
      const slow = await head(sockets[2]!)
      promised(slow.startsWith('HTTP/1.1 408'), `a slow one was answered with ${slow.slice(0, 50)}`)
      for (const socket of sockets) socket.destroy()
      return 'the good one was loaded, the slow ones cut off with 408'
    },
  },
  {
    name: '2,000 uploads of one record',
    strike: async (server) => {
      const start = performance.now()
      for (let first = 0; first < 2000; first += 20) {
        const some = Array.from({ length: 20 }, (_, i) => first + i)
        await Promise.all(
          some.map(async (i) => {
            const response = await fetch(`${server.origin}/api/log-files?name=${i}.json`, {
              method: 'POST',
              body: record(i),
            })
            const { added } = (await response.json()) as { added: number }
            promised(added === 1, `upload ${i} was answered with ${response.status}`)
          }),
        )
      }
      return `${((performance.now() - start) / 2000).toFixed(1)} ms each`
    },
  },
  {
    name: 'one form of 2,000 files with hostile names',
    strike: async (server) => {
      const form = new FormData()
      for (let i = 0; i < 2000; i++)
        form.append('file', new Blob([record(i)]), `../../\u001b[31m\u202e"';<b>${i}.json`)
      const response = await fetch(`${server.origin}/api/log-files`, { method: 'POST', body: form })
      const { logFiles } = (await response.json()) as { logFiles: { added: number }[] }
      promised(
        logFiles.every(({ added }) => added === 1),
        `answered with ${response.status}`,
      )
      return 'every file loaded'
    },
  },
  {
    name: 'oversized requests',
    strike: async (server) => {
      const refused: string[] = []
      const paths = Array.from({ length: 21 }, (_, i) => `requestParameters.a${i}=1`).join('&')
      for (const [path, expected] of [
        [`/api/events?userName=${'x'.repeat(MB)}`, 431],
        [`/api/events?${'a:=1&'.repeat(3000)}`, 400],
        [`/api/events?${paths}`, 400],
        [`/api/events?text=${'a+'.repeat(5000)}`, 400],
        [`/api/events?columns=${'a,'.repeat(1000)}`, 400],
        [`/api/events/values?field=userName&limit=1001`, 400],
        [`/api/events/histogram?buckets=100000`, 400],
      ] as const) {
        const response = await fetch(server.origin + path)
        const problem = (await response.json()) as { detail: string }
        promised(response.status === expected, `${path.slice(0, 40)} was answered with ${response.status}`)
        refused.push(problem.detail)
      }
      for (const path of [
        `/api/events/count?${'userName=x&'.repeat(1000)}`,
        `/api/events/count?${'userAgent!:=x&'.repeat(1000)}`,
        `/api/events?${Array.from({ length: 20 }, (_, i) => `requestParameters.a${i}=`).join('&')}`,
        `/api/events?text=${'ab+'.repeat(20)}`,
      ])
        await ask(server, path)
      return refused.join(' ')
    },
  },
]

async function timed(task: () => Promise<unknown>): Promise<string> {
  const start = performance.now()
  await task()
  return `the next query took ${Math.round(performance.now() - start)} ms`
}

/**
 * A complete download, for which there must be room at once, or after the time that the server
 * names.
 */
async function downloads(server: RunningConsole): Promise<string> {
  let response = await fetch(`${server.origin}/api/events/download`)
  const seconds = Number(response.headers.get('retry-after'))
  if (response.status === 503) {
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000))
    response = await fetch(`${server.origin}/api/events/download`)
  }
  promised(response.status === 200, `the next download was answered with ${response.status}`)
  const { Records } = (await response.json()) as { Records: object[] }
  promised(Records.length === 20_000, `the next download has ${Records.length} events`)
  return 'the next download is complete'
}
