import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { timed } from '../measure.ts'
import { writeLines } from './lines.ts'
import { turnByTurn, type Peer } from './peer.ts'
import { countsAnswer, NEWEST, newestAnswer, recordAnswer } from './question.ts'
import { quoted, shell } from './shell.ts'

/** SQLite: time, name and ID in columns with indexes, beside the record as text. */
export const sqlite: Peer = {
  name: 'SQLite',
  needs: ['sqlite3', 'jq'],
  how: 'loaded from NDJSON that jq makes, with indexes on event name and ID; one core. Free text and paths read every record.',
  run: async ({ files, folder }, subjects) => {
    const database = join(folder, 'events.sqlite')
    const query = (sql: string) => shell(`sqlite3 ${quoted(database)} ${quoted(sql)}`)
    const loadMs = await timed(async () => {
      await writeLines(files, folder)
      const script = join(folder, 'load.sql')
      await writeFile(script, loading(folder))
      await shell(`sqlite3 ${quoted(database)} < ${quoted(script)}`)
    })
    const newest = async (sql: string) => {
      const [count, ...times] = (await query(sql)).split('\n')
      return newestAnswer({ count: Number(count), times })
    }
    const answers = await turnByTurn(
      {
        commonWord: ({ word }) => newest(reading(`record LIKE '%${word}%'`)),
        noMatch: ({ nowhere }) => newest(reading(`record LIKE '%${nowhere}%'`)),
        eventName: ({ eventName }) => newest(indexed(`eventName = '${eventName}'`)),
        path: ({ path: { names, value } }) =>
          newest(reading(`record ->> '$.${names.join('.')}' = '${value}'`)),
        countByName: async () => {
          const rows = await query('SELECT eventName, count(*) FROM events GROUP BY eventName')
          return countsAnswer(
            Object.fromEntries(
              rows.split('\n').map((row) => {
                const [name, count] = row.split('|')
                return [name!, Number(count)]
              }),
            ),
          )
        },
        byID: async ({ id }) =>
          recordAnswer(await query(`SELECT record FROM events WHERE eventID = '${id}'`)),
      },
      subjects,
    )
    return { loadMs, answers }
  },
}

/** Two statements that an index answers. */
function indexed(condition: string): string {
  return `SELECT count(*) FROM events WHERE ${condition};
SELECT eventTime FROM events WHERE ${condition} ORDER BY eventTime DESC LIMIT ${NEWEST}`
}

/** One statement, so that the records are read once. */
function reading(condition: string): string {
  return `WITH found AS MATERIALIZED (SELECT eventTime FROM events WHERE ${condition})
SELECT count(*) FROM found
UNION ALL SELECT * FROM (SELECT eventTime FROM found ORDER BY eventTime DESC LIMIT ${NEWEST})`
}

function loading(folder: string): string {
  const column = (name: string) => `record ->> '$.${name}' AS ${name}`
  return `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE lines (record TEXT);
.mode ascii
.separator "\\037" "\\n"
.import "|cat ${quoted(folder)}/*.ndjson" lines
CREATE TABLE events AS SELECT ${['eventTime', 'eventName', 'eventID'].map(column).join(', ')}, record FROM lines;
DROP TABLE lines;
CREATE INDEX byName ON events (eventName, eventTime);
CREATE INDEX byID ON events (eventID);
ANALYZE;
`
}
