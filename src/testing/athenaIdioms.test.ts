import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../server/app.ts'
import { Sql } from '../server/sql/sql.ts'
import type { EventStore } from '../store/eventStore.ts'
import { servicesOf } from './servicesOf.ts'
import { storeOf } from './storeOf.ts'

const page = readFileSync(join(import.meta.dirname, '../docs/sql.md'), 'utf8')
const section = page.split('## Athena’s idioms')[1]!.split('\n## ')[0]!
const [available = [], others = []] = section
  .split('\nThese are not available.')
  .map((part) => [...part.matchAll(/^\| (.+) \|$/gm)].slice(2).map(([, row = '']) => row.split(/ \| /)))

/** Codes in a cell of a table as statements: expressions are selected, joins are joined. */
function statementsIn(cell: string): readonly string[] {
  const codes = [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll('\\|', '|'))
  const isExpression = (code: string) => !/^(?:SELECT|SHOW|CROSS JOIN) /.test(code)
  const expressions = codes.filter(isExpression)
  return [
    ...(expressions.length === 0 ? [] : [`SELECT ${expressions.join(', ')} FROM cloudtrail_logs`]),
    ...codes
      .filter((code) => !isExpression(code))
      .map((code) => (code.startsWith('CROSS') ? `SELECT count(*) FROM cloudtrail_logs ${code}` : code)),
  ]
}

let store: EventStore
const sql = new Sql()
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  store = await storeOf([
    JSON.stringify({
      eventVersion: '1.08',
      userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice' },
      eventTime: '2026-02-03T04:05:06Z',
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
      sourceIPAddress: '198.51.100.7',
      requestParameters: { bucketName: 'logs', names: ['a'] },
      resources: [{ ARN: 'arn:aws:s3:::logs/a', type: 'AWS::S3::Object' }],
      readOnly: true,
      eventID: 'event',
    }),
  ])
  app = createApp(servicesOf(store, { sql }))
  // The first statement waits for its process.
  await send('SELECT 1')
}, 120_000)
afterAll(async () => {
  sql.close()
  await store.close()
})

const send = (query: string) =>
  app.request('http://localhost/api/sql', { method: 'POST', body: JSON.stringify({ query }) })

describe('the idioms of Athena in the documentation', () => {
  test.each([
    ...available.flatMap(([, cell = '']) => statementsIn(cell)),
    ...others.flatMap(([, cell = '']) => statementsIn(cell)),
  ])('work: %s', async (query) => {
    const response = await send(query)
    expect(response.status, await response.text()).toBe(200)
  })

  test.each(others.flatMap(([cell = '']) => statementsIn(cell)))(
    'or a message says so: %s',
    async (query) => {
      const response = await send(query)
      const { status, detail } = (await response.json()) as {
        readonly status: number
        readonly detail: string
      }
      expect(status).toBe(400)
      expect(detail).toMatch(/^[A-Z].*\.$/)
    },
  )

  test('are many', () => {
    expect(available.length).toBeGreaterThan(10)
    expect(others.length).toBeGreaterThan(10)
  })
})
