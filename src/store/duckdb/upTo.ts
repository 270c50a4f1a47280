import type { SnapshotSql } from '../sql/statement.ts'

/** Snapshots are the events up to an ordinal. */
export function upTo({ lastOrdinal }: { readonly lastOrdinal: number }): SnapshotSql {
  return (row, param) => `${row}.ordinal <= ${param(lastOrdinal)}::BIGINT`
}
