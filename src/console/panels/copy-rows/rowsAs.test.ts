import { describe, expect, test } from 'vitest'
import { describeRecord } from '../../../cloudtrail/describe.ts'
import { readRecord } from '../../../cloudtrail/record.ts'
import { rowsAsJson, rowsAsMarkdown, rowsAsTsv, type CopiedRow } from './rowsAs.ts'

const row = (recordText: string): CopiedRow => {
  const { eventTimeMs, ...event } = describeRecord(readRecord(recordText))
  const eventTime = eventTimeMs === null ? null : new Date(eventTimeMs).toISOString().replace('.000Z', 'Z')
  return { event: { ...event, id: 'e', eventTime }, notes: undefined, recordText }
}

const shown = { columns: ['eventTime', 'userAgent', 'resourceName', 'a.b'], zone: 'utc' as const }
const rows = [
  row('{"eventTime": "2026-03-01T00:00:30Z","userAgent":"=1+1\\tx\\ny","n":1.0}'),
  row(
    '{"userAgent":"a|b <i>*c* [d](e)","resources":[{"ARN":"arn:1"},{"ARN":"arn:2"}],"a":[{"b":1.50},{"b":"x"}]}',
  ),
]

describe('rows are copied', () => {
  test('as records byte for byte, several as a log file', () => {
    expect(rowsAsJson(rows.slice(0, 1))).toBe(rows[0]?.recordText)
    const text = rowsAsJson(rows)
    for (const { recordText } of rows) expect(text).toContain(recordText)
    expect((JSON.parse(text) as { Records: unknown[] }).Records).toHaveLength(2)
  })

  test('as TSV of what is shown, one line a row, without formulas', () => {
    expect(rowsAsTsv(rows, shown)).toBe(
      [
        'Event time\tUser agent\tResource name\ta.b',
        "2026-03-01 00:00:30 UTC\t'=1+1 x y\t\t",
        '\ta|b <i>*c* [d](e)\tarn:1, arn:2\t1.50, x',
      ].join('\n'),
    )
  })

  test('with the names and types of their resources in one column', () => {
    const resources = '{"resources":[{"ARN":"arn:1","type":"AWS::S3::Bucket"},{"ARN":"arn:2"}]}'
    expect(rowsAsTsv([row(resources)], { columns: ['resource'], zone: 'utc' })).toBe(
      'Resource\narn:1 AWS::S3::Bucket, arn:2',
    )
  })

  test('as TSV in which no blank hides a formula', () => {
    for (const blank of ['\n', '\v', '\f', '\u00a0', '\u200b', '\ufeff', '\u3000']) {
      const text = rowsAsTsv([row(JSON.stringify({ userAgent: `${blank}=1+1`, errorCode: `${blank}x` }))], {
        columns: ['userAgent', 'errorCode'],
        zone: 'utc',
      })
      const [, cells = ''] = text.split('\n')
      expect(cells.split('\t').map((cell) => cell.startsWith("'"))).toEqual([true, false])
    }
  })

  test('as a table of Markdown, in which nothing is markup', () => {
    expect(rowsAsMarkdown(rows, shown)).toBe(
      [
        '| Event time | User agent | Resource name | a.b |',
        '| --- | --- | --- | --- |',
        '| 2026-03-01 00:00:30 UTC | =1+1 x y |  |  |',
        '|  | a\\|b \\<i\\>\\*c\\* \\[d\\](e) | arn:1, arn:2 | 1.50, x |',
      ].join('\n'),
    )
  })
})
