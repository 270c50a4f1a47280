import type { SqlDialect } from './sqlDialect.ts'

/** The number of the bucket that an event's time is in, from 0. */
export function bucketSql(
  { startMs, widthMs }: { readonly startMs: number; readonly widthMs: number },
  dialect: SqlDialect,
): string {
  return `${dialect.quotient(`(e.eventTimeMs - ${startMs})`, widthMs)}::INTEGER`
}
