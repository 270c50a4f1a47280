import { ask } from '../../testing/ask.ts'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { promised, type Attack } from './attack.ts'

const FILES = 30
const RECORDS = 10_000
const QUESTIONS = 250
const AT_ONCE = 8

/** Requests whose results the server would like to cache in memory. */
export const COSTLY_ATTACKS: readonly Attack[] = [
  {
    name: `${QUESTIONS} different searches that each find all ${FILES * RECORDS} events`,
    logFiles: async (folder) => {
      for (let file = 0; file < FILES; file++) {
        const records = Array.from({ length: RECORDS }, (_, i) => ({
          eventVersion: '1.08',
          eventID: `event-${file}-${i}`,
          eventTime: new Date(Date.UTC(2026, 0, 1) + (file * RECORDS + i) * 1000).toISOString(),
          eventName: 'GetObject',
          eventSource: 's3.amazonaws.com',
          userAgent: `agent ${i % 100}`,
          requestParameters: { bucketName: `bucket-${i % 50}`, key: `event ${i}` },
        }))
        await writeFile(
          join(folder, `${file}.json.gz`),
          gzipSync(JSON.stringify({ Records: records }), { level: 1 }),
        )
      }
    },
    strike: async (server) => {
      await server.loaded
      for (let first = 0; first < QUESTIONS; first += AT_ONCE) {
        const asked = Array.from({ length: AT_ONCE }, (_, i) =>
          ask<{ count: number }>(server, `/api/events/count?text=event&userAgent!:=z${first + i}`),
        )
        const counts = await Promise.all(asked)
        promised(
          counts.every(({ count }) => count === FILES * RECORDS),
          'a count was wrong',
        )
      }
      return 'all answered correctly'
    },
  },
]
