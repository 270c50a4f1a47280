import { turnByTurn, type Peer } from './peer.ts'
import { countsAnswer, NEWEST, newestAnswer, recordAnswer } from './question.ts'

const MOST_BYTES_A_FILE = 67_108_864

/** DuckDB's SQL on the log files: every query reads all of them, on all cores. */
export const duckdb: Peer = {
  name: 'DuckDB',
  needs: [],
  how: 'its SQL on the log files, by read_json, which reads all of them for every query; all cores.',
  run: async ({ logFiles }, subjects) => {
    const { DuckDBInstance } = await import('@duckdb/node-api')
    const instance = await DuckDBInstance.create(':memory:')
    const connection = await instance.connect()
    const query = async <Row>(select: string, rest: string) => {
      const records = `SELECT unnest(Records) AS r FROM read_json('${logFiles}/**/*.json.gz', columns = { Records: 'JSON[]' }, maximum_object_size = ${MOST_BYTES_A_FILE})`
      const result = await connection.runAndReadAll(`SELECT ${select} FROM (${records}) ${rest}`)
      return result.getRowsJson() as Row[]
    }
    const newest = async (condition: string) => {
      const [row] = await query<[string, readonly string[] | null]>(
        `count(*), max(${at(['eventTime'])}, ${NEWEST})`,
        `WHERE ${condition}`,
      )
      const [count, times] = row!
      return newestAnswer({ count: Number(count), times: times ?? [] })
    }
    const answers = await turnByTurn(
      {
        commonWord: ({ word }) => newest(`r::VARCHAR ILIKE '%${word}%'`),
        noMatch: ({ nowhere }) => newest(`r::VARCHAR ILIKE '%${nowhere}%'`),
        eventName: ({ eventName }) => newest(`${at(['eventName'])} = '${eventName}'`),
        path: ({ path: { names, value } }) => newest(`${at(names)} = '${value}'`),
        countByName: async () => {
          const rows = await query<[string, string]>(
            `${at(['eventName'])} AS name, count(*)`,
            'GROUP BY name',
          )
          return countsAnswer(Object.fromEntries(rows.map(([name, count]) => [name, Number(count)])))
        },
        byID: async ({ id }) => {
          const [row] = await query<[string]>('r::VARCHAR', `WHERE ${at(['eventID'])} = '${id}'`)
          return recordAnswer(row![0])
        },
      },
      subjects,
    )
    connection.closeSync()
    instance.closeSync()
    return { loadMs: null, answers }
  },
}

/** The text at a path of the record. */
function at(names: readonly string[]): string {
  return `json_extract_string(r, '$.${names.join('.')}')`
}
