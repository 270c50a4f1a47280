import { writeFile } from 'node:fs/promises'
import { DENIED, type Subjects } from './question.ts'
import { decompressed, quoted, shell } from './shell.ts'
import { oneByOne, type Tool } from './tool.ts'

const COLUMNS = ['eventTime', 'eventName', 'errorCode', 'sourceIPAddress', 'eventID'] as const
const PATHS = { userName: 'userIdentity.userName', arn: 'userIdentity.arn' } as const

/** SQLite: the columns that people ask for beside the record, and indexes on them. Without a list of paths that is all that can be quick. */
export function sqliteLoaded(logFiles: string, database: string, subjects: Subjects): Tool {
  const { user, id, snapshot, word } = subjects
  const query = (sql: string) => shell(`sqlite3 ${quoted(database)} ${quoted(sql)}`)
  const load = async () => {
    await writeFile(`${database}.sql`, loading(logFiles))
    await shell(`sqlite3 ${quoted(database)} < ${quoted(`${database}.sql`)}`)
  }
  return {
    name: 'SQLite, loaded and indexed',
    needs: ['sqlite3', 'jq'],
    run: oneByOne(
      {
        newest: () =>
          query(`SELECT eventTime FROM events WHERE userName = '${user}' ORDER BY eventTime DESC LIMIT 50`),
        denied: () => query(`SELECT count(*) FROM events WHERE errorCode IN ('${DENIED.join("','")}')`),
        byID: () =>
          query(`SELECT (record ->> '$.eventTime') || ' ' || eventName FROM events WHERE eventID = '${id}'`),
        deleted: () =>
          query(
            `SELECT DISTINCT arn FROM events WHERE eventName = 'DeleteSnapshot' AND record ->> '$.requestParameters.snapshotId' = '${snapshot}'`,
          ),
        text: () => query(`SELECT count(*) FROM events WHERE record LIKE '%${word}%'`),
        addresses: () =>
          query('SELECT count(*) AS n FROM events GROUP BY sourceIPAddress ORDER BY n DESC LIMIT 10'),
      },
      load,
    ),
  }
}

function loading(logFiles: string): string {
  const column = (name: string, path: string) => `record ->> '$.${path}' AS ${name}`
  const columns = [
    ...COLUMNS.map((name) => column(name, name)),
    ...Object.entries(PATHS).map(([name, path]) => column(name, path)),
  ]
  const indexed = ['eventName, eventTime', 'userName, eventTime', 'errorCode', 'sourceIPAddress', 'eventID']
  return `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
CREATE TABLE lines (record TEXT);
.mode ascii
.separator "\\037" "\\n"
.import "|${decompressed(logFiles)} | jq -c '.Records[]'" lines
CREATE TABLE events AS SELECT ${columns.join(', ')}, record FROM lines;
DROP TABLE lines;
${indexed.map((names, index) => `CREATE INDEX index${index} ON events (${names});`).join('\n')}
ANALYZE;
`
}
