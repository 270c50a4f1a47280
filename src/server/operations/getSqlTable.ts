import type { Handler } from 'hono'
import type { SqlTable } from '../../api/sql.ts'
import type { Services } from '../services.ts'

export function answerGetSqlTable(services: Services): Handler {
  return async ({ json }) => json<SqlTable>(await services.sql.state(services))
}
