import { describe, expect, it } from 'vitest'
import { resultColumns } from './resultColumns.ts'

const ID = '1f2e3d4c-0000-4000-8000-000000000001'

/** The roles of the columns of a result: each column is its type and its values. */
const roles = (
  query: string,
  columns: Readonly<Record<string, readonly [type: string, ...cells: readonly unknown[]]>>,
) => {
  const all = Object.entries(columns)
  const rows = all[0]![1].slice(1).map((_, row) => all.map(([, [, ...cells]]) => cells[row]))
  return resultColumns({
    query,
    columns: all.map(([name, [type]]) => ({ name, type })),
    rows,
    truncated: false,
    events: 0,
  }).map(({ role }) => role)
}

describe('what the columns of a result lead to', () => {
  it('is the field of a column of the table, and nothing for what was computed', () => {
    expect(
      roles(
        'SELECT useridentity.arn AS who, lower(eventname) AS eventname, count(*) AS n FROM cloudtrail_logs',
        {
          who: ['VARCHAR', 'arn:1'],
          eventname: ['VARCHAR', 'consolelogin'],
          n: ['BIGINT', 3],
        },
      ),
    ).toEqual([{ kind: 'field', field: 'userIdentity.arn' }, { kind: 'none' }, { kind: 'none' }])
  })

  it('is the event of its ID, also of one that an aggregate picked, but not of other UUIDs', () => {
    expect(
      roles(
        'SELECT eventid AS id, max_by(eventid, eventtime) AS last, requestid, max(requestid) AS r FROM cloudtrail_logs',
        {
          id: ['VARCHAR', ID],
          last: ['VARCHAR', ID],
          requestid: ['VARCHAR', ID],
          r: ['VARCHAR', ID],
        },
      ).map(({ kind }) => kind),
    ).toEqual(['eventID', 'eventID', 'field', 'none'])
  })

  it('is the time that a value stands for', () => {
    const time = (expression: string, type: string, ...cells: readonly unknown[]) =>
      roles(`SELECT ${expression} AS t FROM cloudtrail_logs`, { t: [type, ...cells] })[0]
    expect(time('eventtime', 'VARCHAR', '2026-03-01T10:00:00Z')).toEqual({ kind: 'time', step: 'second' })
    const hour = "date_trunc('hour', from_iso8601_timestamp(eventtime))"
    expect(time(hour, 'TIMESTAMP WITH TIME ZONE', '2026-03-01T10:00:00Z')).toEqual({
      kind: 'time',
      step: 'hour',
    })
    expect(time('date(x)', 'DATE', '2026-03-01')).toEqual({ kind: 'time', step: 'day' })
    expect(time('substr(eventtime, 1, 13)', 'VARCHAR', '2026-03-01T10')).toEqual({
      kind: 'time',
      step: 'hour',
    })
    expect(time("date_trunc('month', x)", 'DATE', '2026-03-01', null)).toEqual({
      kind: 'time',
      step: 'month',
    })
    expect(time('max(eventtime)', 'VARCHAR', '2026-03-01T10:00:00Z')).toEqual({
      kind: 'time',
      step: 'second',
    })
    expect(time('errormessage || x', 'VARCHAR', '2026-03-01T10:00:00Z', 'no time')).toEqual({ kind: 'none' })
    expect(time('max(x)', 'VARCHAR', null)).toEqual({ kind: 'none' })
  })

  it('is the step of a subquery only where every time is its start', () => {
    const query = `SELECT hour FROM (SELECT date_trunc('hour', t) AS hour FROM x)`
    const type = 'TIMESTAMP'
    expect(roles(query, { hour: [type, '2026-03-01T10:00:00'] })).toEqual([{ kind: 'time', step: 'hour' }])
    expect(roles(query, { hour: [type, '2026-03-01T10:30:00'] })).toEqual([{ kind: 'time', step: 'second' }])
  })
})
