import type { Handler } from 'hono'
import type { Services } from '../services.ts'

export function answerPrepareSqlTable(services: Services): Handler {
  return (context) => {
    services.sql.prepare(services)
    return context.body(null, 204)
  }
}
