import { describe, expect, it } from 'vitest'
import { columnSources } from './selectList.ts'

const sources = (statement: string, ...names: readonly string[]) =>
  columnSources(statement, names).map(({ source }) => source?.path ?? null)

describe('where the columns of a result come from', () => {
  it('finds columns of the table, under any name', () => {
    expect(
      sources(
        'SELECT eventName, useridentity.arn AS caller, t.awsregion region, count(*) AS n, "eventsource" FROM cloudtrail_logs t GROUP BY 1',
        'eventname',
        'caller',
        'region',
        'n',
        'eventsource',
      ),
    ).toEqual(['eventname', 'useridentity.arn', 'awsregion', null, 'eventsource'])
  })

  it('does not take an expression for a column because of its name', () => {
    expect(
      sources(
        "SELECT lower(eventname) AS eventname, errorcode || '' errorcode, max(eventtime) eventtime, CASE WHEN a THEN b END FROM x",
        'eventname',
        'errorcode',
        'eventtime',
        'case',
      ),
    ).toEqual([null, null, null, null])
  })

  it('reads the outermost list, without comments and with commas inside of parentheses', () => {
    expect(
      sources(
        `WITH a AS (SELECT eventname, 1 FROM cloudtrail_logs)
         SELECT DISTINCT -- , what
           eventname, /* , */ coalesce(errorcode, 'a, b (') AS e, ARRAY[1, 2] FROM a`,
        'eventname',
        'e',
        'list',
      ),
    ).toEqual(['eventname', null, null])
  })

  it('knows only the names of * and of a UNION, and of a list that does not fit', () => {
    expect(sources('SELECT * FROM cloudtrail_logs', 'eventname', 'useridentity', 'other')).toEqual([
      'eventname',
      'useridentity',
      null,
    ])
    expect(sources('SELECT errorcode FROM x UNION SELECT eventname FROM x', 'errorcode')).toEqual([
      'errorcode',
    ])
    expect(sources('SELECT eventname FROM x', 'eventname', 'n')).toEqual(['eventname', null])
    expect(sources('', 'n')).toEqual([null])
  })

  it('gives the expression as written', () => {
    const [hour] = columnSources("SELECT date_trunc('hour', t)  AS hour FROM x", ['hour'])
    expect(hour?.expression).toBe("date_trunc('hour', t)")
  })
})
