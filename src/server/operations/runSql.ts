import type { Handler } from 'hono'
import { MOST_SQL_BYTES, runSql, type SqlResult } from '../../api/sql.ts'
import { readParams } from '../http/readParams.ts'
import { readJsonBody } from '../http/requestBody.ts'
import type { Services } from '../services.ts'

export function answerRunSql(services: Services): Handler {
  return async (context) => {
    const { maxRows } = readParams(runSql, context.req.url)
    const { query } = await readJsonBody(runSql.body, context, MOST_SQL_BYTES, services.bodyPace)
    return context.json<SqlResult>(await services.sql.rows(services, query, maxRows, context.req.raw.signal))
  }
}
