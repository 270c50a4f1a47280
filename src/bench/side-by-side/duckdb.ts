import { DENIED, type Subjects } from './question.ts'
import { oneByOne, type Tool } from './tool.ts'

/** DuckDB's SQL on the log files as they are: every question reads all of them, on all cores. */
export async function duckdbOnLogFiles(logFiles: string, subjects: Subjects): Promise<Tool> {
  const { user, id, snapshot, word } = subjects
  // Not before it is needed: where it cannot be loaded, the server that is measured first says so in a sentence.
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  /** `$a.b` stands for the text at that path of the record. */
  const query = async (select: string, rest: string) => {
    const [chosen, following] = [select, rest].map((sql) =>
      sql.replaceAll(/\$[\w.]+/g, (path) => `json_extract_string(r, '$.${path.slice(1)}')`),
    )
    const answer = await connection.runAndReadAll(
      `SELECT ${chosen} FROM (SELECT unnest(Records) AS r FROM read_json('${logFiles}/**/*.json.gz',
        columns = {Records: 'JSON[]'}, maximum_object_size = 67108864)) ${following}`,
    )
    return answer
      .getRows()
      .map(([value]) => String(value))
      .join('\n')
  }
  return {
    name: 'DuckDB on the files, read_json',
    needs: [],
    run: oneByOne({
      newest: () =>
        query('$eventTime AS t', `WHERE $userIdentity.userName = '${user}' ORDER BY t DESC LIMIT 50`),
      denied: () => query('count(*)', `WHERE $errorCode IN ('${DENIED.join("','")}')`),
      byID: () => query("$eventTime || ' ' || $eventName", `WHERE $eventID = '${id}'`),
      deleted: () =>
        query(
          'DISTINCT $userIdentity.arn',
          `WHERE $eventName = 'DeleteSnapshot' AND $requestParameters.snapshotId = '${snapshot}'`,
        ),
      text: () => query('count(*)', `WHERE r::VARCHAR ILIKE '%${word}%'`),
      addresses: () => query('count(*) AS n', 'GROUP BY $sourceIPAddress ORDER BY n DESC LIMIT 10'),
    }),
  }
}
