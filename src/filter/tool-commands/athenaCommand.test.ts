import fc from 'fast-check'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeRecord } from '../../cloudtrail/describe.ts'
import { readRecord } from '../../cloudtrail/record.ts'
import { anyFilter } from '../../testing/anyFilter.ts'
import { EVERYTHING, OPERATORS, type Operator } from '../filter.ts'
import { matches } from '../matches.ts'
import { parseFilterText } from '../text.ts'
import { token } from '../edit.ts'
import { athenaCommand } from './athenaCommand.ts'

const sql = (line: string) => athenaCommand(parseFilterText(line), 'newest')

describe('SQL for Athena', () => {
  test('is a query on the table in the AWS documentation', () => {
    expect(sql("userName!=o'brien requestParameters.bucketName=logs range=7d").text).toContain(
      `  AND coalesce(json_extract_scalar(requestparameters, '$.bucketName') = 'logs', false)`,
    )
    expect(sql("eventName=o'brien range=7d").text.split('\n')).toEqual([
      'SELECT *',
      'FROM cloudtrail_logs',
      `WHERE from_iso8601_timestamp(eventtime) >= current_timestamp - interval '7' day`,
      `  AND coalesce(eventname = 'o''brien', false)`,
      'ORDER BY eventtime DESC',
    ])
  })

  test.each([
    ['denied', 'no column with the whole record: denied'],
    ['no.such.path=x', 'no column for no.such.path'],
    ['integrity=verified', 'no column for integrity'],
    ['resourceName=x', 'not those inferred from requests'],
  ])('says what it cannot express: %s', (line, note) => {
    expect(sql(line).notes.join('\n')).toContain(note)
    expect(sql(line).text).not.toContain('--')
  })

  test('keeps filter values inside its strings, which have no line breaks', () => {
    fc.assert(
      fc.property(anyFilter(), (filter) => {
        const { text } = athenaCommand(filter, 'newest')
        // Without its strings, only words of the query are left.
        expect(text.replaceAll(/'(?:[^'\p{C}\u2028\u2029]|'')*'/gu, '')).toMatch(/^[\w\s.,()<>=*>|-]*$/)
      }),
    )
  })

  test('uses JSON for text that a string cannot contain', () => {
    expect(
      athenaCommand({ ...EVERYTHING, tokens: [token('eventName', '=', 'a\\\n’')] }, 'newest').text,
    ).toContain(`eventname = json_extract_scalar('"a\\u005c\\u000a\\u2019"', '$')`)
  })
})

/**
 * DuckDB, with Athena's names for functions that it names differently: not a second definition of
 * the filter, and not Athena either.
 */
describe('the query, run on such a table, returns what the filter matches', () => {
  const values = ['alice', "o'brien", '100%', 'a_b', 'A', '\\', '', 'two\nlines’']
  const records = values.flatMap((value, index) =>
    ['IAMUser', 'AssumedRole', 'Root'].map((type) => ({
      userIdentity: { type, userName: value, principalId: `AROA:${value}` },
      eventTime: `2026-02-0${index + 1}T00:00:00Z`,
      eventName: value === '' ? undefined : value,
      userAgent: values[(index + 2) % values.length],
      requestParameters: { bucketName: value },
      eventID: `${type}-${index}`,
    })),
  )
  let instance: DuckDBInstance
  let connection: DuckDBConnection
  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:')
    connection = await instance.connect()
    await connection.run(
      `CREATE MACRO json_extract_scalar(t, p) AS json_extract_string(t, p);
       CREATE MACRO from_iso8601_timestamp(t) AS t::TIMESTAMPTZ;
       CREATE TABLE cloudtrail_logs (eventid VARCHAR, eventtime VARCHAR, eventname VARCHAR, useragent VARCHAR,
         requestparameters VARCHAR, useridentity STRUCT(type VARCHAR, username VARCHAR, principalid VARCHAR))`,
    )
    const insert = await connection.prepare(
      `INSERT INTO cloudtrail_logs VALUES ($1, $2, $3, $4, $5, {'type': $6, 'username': $7, 'principalid': $8})`,
    )
    for (const { userIdentity, ...record } of records) {
      const { type, userName, principalId } = userIdentity
      const cells = [record.eventID, record.eventTime, record.eventName, record.userAgent]
      const all = [...cells, JSON.stringify(record.requestParameters), type, userName, principalId]
      all.forEach((cell, index) =>
        cell === undefined ? insert.bindNull(index + 1) : insert.bindVarchar(index + 1, cell),
      )
      await insert.run()
    }
  })
  afterAll(() => {
    connection.closeSync()
    instance.closeSync()
  })

  test('for every operator and hostile value', async () => {
    const candidates = records.map((written) => {
      const record = readRecord(JSON.stringify(written))
      return { record, event: describeRecord(record) }
    })
    const fields = [
      'eventName',
      'userAgent',
      'userName',
      'requestParameters.bucketName',
      'userIdentity.userName',
    ]
    const asked = fields.flatMap((field) =>
      OPERATORS.flatMap((operator: Operator) =>
        [...values, 'O', 'b'].map((value) => token(field, operator, value)),
      ),
    )
    for (const each of asked.filter(({ operator, value }) => value !== '' || operator.endsWith('='))) {
      const filter = {
        ...EVERYTHING,
        tokens: [each],
        timeRange: { kind: 'absolute', startTime: '2026-02-02', endTime: '2026-02-06' },
      } as const
      const { text } = athenaCommand(filter, 'oldest')
      const rows = (await connection.runAndReadAll(text)).getRowObjects()
      const wanted = candidates.filter((candidate) => matches(filter, candidate, 0))
      expect(new Set(rows.map((row) => row['eventid'])), text).toEqual(
        new Set(wanted.map(({ event }) => event.eventID)),
      )
    }
  })
})
