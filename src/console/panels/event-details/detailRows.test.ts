import { describe, expect, it } from 'vitest'
import { describeRecord } from '../../../cloudtrail/describe.ts'
import { readRecord } from '../../../cloudtrail/record.ts'
import { detailRows } from './detailRows.ts'

function rowsOf(record: Readonly<Record<string, unknown>>, logFile: string | null = null) {
  const { eventTimeMs, ...event } = describeRecord(readRecord(JSON.stringify(record)))
  expect(eventTimeMs).not.toBeNaN()
  return detailRows({ event: { ...event, id: 'e', eventTime: null }, json: record, logFile })
}

describe('the rows of the details', () => {
  it('are always the same eleven, and say null where the event has no value', () => {
    const rows = rowsOf({ eventName: 'GetObject', readOnly: true, userName: '' })
    expect(rows).toHaveLength(11)
    expect(rows.filter(({ value }) => value !== null).map(({ label }) => label)).toEqual([
      'Event name',
      'Read-only',
    ])
    expect(rows.some(({ wide, isError }) => wide || isError)).toBe(false)
  })

  it('have a wide row more for each value that not every event has', () => {
    const rows = rowsOf(
      { errorCode: 'AccessDenied', errorMessage: 'Not authorized', userAgent: 'aws-cli/2' },
      'a.json.gz',
    )
    expect(rows.filter(({ wide }) => wide).map(({ label, field }) => [label, field])).toEqual([
      ['Error message', 'errorMessage'],
      ['User agent', 'userAgent'],
      ['Log file', undefined],
    ])
    expect(rows.filter(({ isError }) => isError).map(({ value }) => value)).toEqual(['AccessDenied'])
  })
})

it('what only the record has is pending until it has loaded', () => {
  const { eventTimeMs: _, ...event } = describeRecord(readRecord('{"eventName":"GetObject"}'))
  const source = { event: { ...event, id: 'e', eventTime: null }, json: undefined, logFile: null }
  const pending = detailRows(source, true).filter(({ isPending }) => isPending)
  expect(pending.map(({ label }) => label)).toEqual(['Request ID'])
  expect(detailRows(source).some(({ isPending }) => isPending)).toBe(false)
})
