import { join } from 'node:path'
import { holds, promised, refusedWith, type Attack } from './attack.ts'
import { incompressible, MB, record, recordsWith, write } from './monsters.ts'
import { ask } from '../../testing/ask.ts'
import type { RunningConsole } from '../../testing/runningConsole.ts'

/** The largest record that CloudTrail allows: 256 KB. */
const LONG = 255_000
const LARGEST_PAGE = 20 * MB

/**
 * Incompressible records of the largest size: all are stored, and the answer to every query has a
 * limited size.
 */
export const LARGE_RECORD_ATTACKS: readonly Attack[] = [
  {
    name: '2,500 records of 255 KB',
    logFiles: (folder) => write(join(folder, 'large.json'), policies(2500)),
    strike: (server) => answersEverything(server, 2500, 'requestParameters.policy'),
  },
  {
    name: 'in memory: 2,500 large records',
    isInMemory: true,
    logFiles: (folder) => write(join(folder, 'large.json'), policies(2500)),
    strike: (server) => answersEverything(server, 2500, 'requestParameters.policy'),
  },
  {
    name: '1,500 records with a userAgent of 255 KB',
    logFiles: (folder) =>
      write(
        join(folder, 'large.json'),
        recordsWith(1500, (userAgent) => ({ userAgent }), LONG),
      ),
    strike: (server) => answersEverything(server, 1500, 'userAgent'),
  },
  {
    name: '45 records of 13 MB',
    logFiles: (folder) => write(join(folder, 'large.json'), policies(45, 13 * MB)),
    strike: (server) => answersEverything(server, 45, 'requestParameters.policy'),
  },
  {
    name: '20 records with an eventID of 15 MB',
    logFiles: (folder) =>
      write(
        join(folder, 'large.json'),
        (function* () {
          for (let number = 0; number < 20; number++)
            yield `${record(number, { eventID: incompressible(15 * MB) })}\n`
        })(),
      ),
    strike: async (server) => {
      const line = await refusedWith(server, /eventID/)
      return `${line}; ${await answersEverything(server, 20, 'eventID')}`
    },
  },
]

function policies(count: number, characters = LONG): Iterable<string> {
  return recordsWith(count, (policy) => ({ requestParameters: { policy } }), characters)
}

/**
 * Every record is stored, and every query for the field that makes them large has an answer of
 * limited size.
 */
async function answersEverything(server: RunningConsole, records: number, field: string): Promise<string> {
  const start = performance.now()
  await server.loaded
  const loaded = performance.now()
  await holds(server, records)
  const { total } = await ask<{ total: number }>(server, '/api/problems')
  let slowest = 0
  for (const path of [
    '/api/events?maxResults=1000',
    `/api/events?maxResults=1000&columns=${field}`,
    `/api/events?maxResults=1000&order=oldest&group=repeats`,
    `/api/events/values?field=${field}&limit=1000`,
    '/api/events/count?text=nothing-has-this',
    '/api/status',
  ]) {
    const asked = performance.now()
    const answer = await fetch(server.origin + path)
    const { byteLength } = await answer.arrayBuffer()
    promised(answer.status === 200, `${path} was answered with ${answer.status}`)
    promised(byteLength <= LARGEST_PAGE, `${path} was answered with ${byteLength} bytes`)
    slowest = Math.max(slowest, performance.now() - asked)
  }
  for (const format of ['ndjson', 'csv']) {
    const lines = await linesOf(`${server.origin}/api/events/download?format=${format}`)
    const expected = format === 'csv' ? records + 1 : records
    promised(lines === expected, `the download as ${format} has ${lines} lines instead of ${expected}`)
  }
  return `loaded in ${seconds(loaded - start)}, ${total} problems, slowest answer ${seconds(slowest)}, all in ${seconds(performance.now() - start)}`
}

async function linesOf(address: string): Promise<number> {
  let lines = 0
  const { body } = await fetch(address)
  for await (const bytes of body!) for (const byte of bytes) if (byte === 0x0a) lines++
  return lines
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
