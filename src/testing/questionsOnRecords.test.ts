import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAccount, recordsBetween } from '../account/account.ts'
import { PRESET_TOPICS, PRESETS } from '../filter/presets/presets.ts'
import { findInStream } from '../ingest/readForTest.ts'
import { SQL_QUESTIONS } from '../sql/questions/questions.ts'
import { anyOddRecords } from './questions-on-records/anyOddRecord.ts'
import { READINGS } from './questions-on-records/readings.ts'
import { expectSameRows } from './questions-on-records/sameRows.ts'
import { sqlTable, type SqlTable } from './questions-on-records/sqlTable.ts'

/** What nobody does in the simulated account in these days. */
const NOT_DONE_THERE = [
  'organization-changes',
  'root-user-activity',
  'mfa-and-password-policy',
  'identity-providers',
  'role-chaining',
  'network-path-changes',
  'security-services-disabled',
  'kms-keys-disabled-or-deleted',
  'data-shared-externally',
]

describe('SQL on the records of the simulated account', () => {
  const todayMs = Date.parse('2026-03-01T00:00:00Z')
  givesWhatPlainCodeGives(
    async () => [...recordsBetween(createAccount(7, todayMs), todayMs - 12 * 86_400_000, todayMs)],
    NOT_DONE_THERE,
  )
})

const data = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

describe.skipIf(!existsSync(`${data}index.json`))(
  'SQL on public CloudTrail data (skipped where ../shared/data is not)',
  () =>
    givesWhatPlainCodeGives(async () => {
      const texts: string[] = []
      for (const path of Object.keys(JSON.parse(readFileSync(`${data}index.json`, 'utf8')) as object))
        texts.push(...(await findInStream(createReadStream(data + path))).records)
      return texts
    }, ['what-changed', 'identity-providers']),
)

function givesWhatPlainCodeGives(
  recordTexts: () => Promise<readonly string[]>,
  withoutRows: readonly string[],
): void {
  let table: SqlTable
  beforeAll(async () => {
    table = await sqlTable(await recordTexts())
  }, 120_000)
  afterAll(() => table.close())

  test.each(SQL_QUESTIONS)('$title', async (question) => {
    const count = await expectSameRows(question, table)
    expect(count > 0).toBe(!withoutRows.includes(question.id))
  })
}

test('SQL on records with missing and unexpected values gives what plain code gives', async () => {
  const answered = new Set<string>()
  await fc.assert(
    fc.asyncProperty(anyOddRecords, async (texts) => {
      const table = await sqlTable(texts)
      try {
        for (const question of SQL_QUESTIONS)
          if ((await expectSameRows(question, table)) > 0) answered.add(question.id)
      } finally {
        await table.close()
      }
    }),
    { numRuns: 1, endOnFailure: true },
  )
  expect(SQL_QUESTIONS.filter(({ id }) => !answered.has(id))).toEqual([])
}, 120_000)

test('a condition in a comment can be used', async () => {
  const table = await sqlTable([])
  const uncommented = SQL_QUESTIONS.map(({ sql }) => sql.replace(/^( *)-- (?=AND |WHERE )/m, '$1'))
  const changed = uncommented.filter((sql) => !SQL_QUESTIONS.some((question) => question.sql === sql))
  expect(changed.length).toBeGreaterThan(10)
  for (const sql of changed) await table.ask(sql)
  await table.close()
}, 120_000)

test('each has the name of its preset and of its topic, and columns that lead back to events', () => {
  expect(SQL_QUESTIONS).toHaveLength(34)
  expect(Object.keys(READINGS).toSorted()).toEqual(SQL_QUESTIONS.map(({ id }) => id).toSorted())
  for (const { id, title, group, sentence, sql } of SQL_QUESTIONS) {
    expect(PRESETS.find((preset) => preset.id === id)?.name).toBe(title)
    expect(PRESET_TOPICS.find(({ presets }) => presets.some((preset) => preset.id === id))?.name).toBe(group)
    expect(sentence).toMatch(/^[A-Z].*\.$/)
    if (!/^GROUP BY/m.test(sql)) expect(sql).toMatch(/^ +eventtime,[^]*^ +eventid$/m)
    // A comment at the end of a line would hide what a page puts on it.
    expect(sql).not.toMatch(/\S +--/)
  }
})
