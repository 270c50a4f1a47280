import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount, recordsBetween } from '../../account/account.ts'
import { DAY_MS, TODAY_MS } from '../log-files/logFilesTask.ts'
import { sampleOf } from '../sample.ts'
import { duckdb } from './duckdb.ts'
import { jq } from './jq.ts'
import { lnav } from './lnav.ts'
import type { Peer } from './peer.ts'
import {
  countsAnswer,
  NEWEST,
  newestAnswer,
  QUESTION_NAMES,
  recordAnswer,
  type Question,
  type Subject,
} from './question.ts'
import { ripgrep } from './ripgrep.ts'
import { isOnPath } from './shell.ts'
import { sqlite } from './sqlite.ts'

interface Plain {
  readonly eventID: string
  readonly eventName: string
  readonly eventTime: string
  readonly [name: string]: unknown
}

const DAYS = 2
const TURNS = 3
let folder: string
let files: readonly string[]
let texts: readonly string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peers-'))
  const account = createAccount(1000, TODAY_MS)
  const days = Array.from({ length: DAYS }, (_, day) => TODAY_MS - (DAYS - day) * DAY_MS)
  const written = days.map(async (startMs) => {
    const records = [...recordsBetween(account, startMs, startMs + DAY_MS / 6)]
    const at = join(folder, 'logs', new Date(startMs).toISOString().slice(0, 10).replaceAll('-', '/'))
    const file = join(at, 'file.json.gz')
    await mkdir(at, { recursive: true })
    await writeFile(file, gzipSync(`{"Records":[${records.join(',')}]}`))
    return { file, records }
  })
  const all = await Promise.all(written)
  files = all.map(({ file }) => file)
  texts = all.flatMap(({ records }) => records)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe.each([ripgrep, lnav, duckdb, sqlite, jq])('$name', (peer: Peer) => {
  const missing = peer.needs.filter((program) => !isOnPath(program))
  test.skipIf(missing.length > 0)(
    `answers what plain code does${missing.length > 0 ? ` (skipped: ${missing.join(' and ')} is missing)` : ''}`,
    async () => {
      const own = join(folder, peer.name)
      await mkdir(own)
      const subjects = subjectsIn(files)
      const { answers } = await peer.run({ logFiles: join(folder, 'logs'), files, folder: own }, subjects)
      for (const question of QUESTION_NAMES) {
        expect(answers[question].length).toBeGreaterThan(0)
        for (const { turn, text } of answers[question])
          expect(text, `${question} ${turn}`).toBe(plainAnswer(question, subjects[turn]!))
      }
    },
  )
})

function subjectsIn(logFiles: readonly string[]): readonly Subject[] {
  const { ids, eventNames, paths } = sampleOf(logFiles)
  return Array.from({ length: TURNS }, (_, turn) => ({
    word: ['denied', 'role', 'mozilla'][turn]!,
    nowhere: `nowhere-${turn}`,
    eventName: eventNames[turn]!,
    path: paths[turn]!,
    id: ids[turn]!,
  }))
}

function plainAnswer(question: Question, { word, nowhere, eventName, path, id }: Subject): string {
  const records = texts.map((text) => JSON.parse(text) as Plain)
  const newest = (isIt: (record: Plain, text: string) => boolean) => {
    const times = records.filter((record, index) => isIt(record, texts[index]!)).map((one) => one.eventTime)
    return newestAnswer({ count: times.length, times: times.toSorted().toReversed().slice(0, NEWEST) })
  }
  switch (question) {
    case 'commonWord':
      return newest((_, text) => text.toLowerCase().includes(word))
    case 'noMatch':
      return newest((_, text) => text.includes(nowhere))
    case 'eventName':
      return newest((record) => record.eventName === eventName)
    case 'path':
      return newest((record) => valueAt(record, path.names) === path.value)
    case 'countByName': {
      const counts: Record<string, number> = {}
      for (const record of records) counts[record.eventName] = (counts[record.eventName] ?? 0) + 1
      return countsAnswer(counts)
    }
    case 'byID':
      return recordAnswer(texts[records.findIndex(({ eventID }) => eventID === id)]!)
  }
}

function valueAt(value: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (at, name) => (at as Record<string, unknown> | null | undefined)?.[name],
    value,
  )
}
