import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { createAccount, recordsBetween } from '../account/account.ts'
import { summarizeEvent } from '../cloudtrail/summary.ts'
import { findInStream } from '../ingest/readForTest.ts'
import { readEvent } from './storeOf.ts'

const DAY = 86_400_000
const PREPOSITION = '(?:on|for|of|from|in|to|with|by|through|under)'

/** What no sentence says, whatever the names in it. */
const CLUMSY: readonly RegExp[] = [
  new RegExp(String.raw`\b${PREPOSITION} ${PREPOSITION}\b`),
  / from (?:[^.,]|\.\S)* from \d/,
  /\) \(|\(\)|\(\(/,
  /\b(?:a|an|the) (?:a|an|the)\b/,
  /\b(?:lookup|put|get|send|run|set|leav|begin|reset|split|writ|stop|tag|swap|scan|submit)ed\b/,
  /[^aeiou]yed\b/,
  / {2}| [.,:](?= |$)|undefined|null\b|\[object/,
]

/** The clumsy sentences of records, one for each event name. */
function clumsy(texts: Iterable<string>): readonly string[] {
  const found = new Map<string | null, string>()
  for (const text of texts) {
    const { eventTimeMs: _, ...event } = readEvent(text).event
    const sentence = summarizeEvent({ ...event, id: 'e', eventTime: null }, JSON.parse(text))
    const checked = sentence.replace(/\bsign(?:ed)?[ -]in\b/, 'entered')
    if (CLUMSY.some((pattern) => pattern.test(checked))) found.set(event.eventName, sentence)
  }
  return [...found.values()]
}

test('no sentence about the simulated account is clumsy', () => {
  const start = Date.UTC(2026, 9, 20)
  expect(clumsy(recordsBetween(createAccount(1, start + DAY), start, start + DAY))).toEqual([])
})

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

describe.skipIf(!existsSync(`${data}index.json`))(
  'public CloudTrail data (skipped where ../shared/data is not)',
  () => {
    test('no sentence about its events is clumsy', async () => {
      const texts: string[] = []
      for (const path of Object.keys(JSON.parse(readFileSync(`${data}index.json`, 'utf8')) as object))
        texts.push(...(await findInStream(createReadStream(data + path))).records)
      expect(texts.length).toBeGreaterThan(3000)
      expect(clumsy(texts)).toEqual([])
    })
  },
)
