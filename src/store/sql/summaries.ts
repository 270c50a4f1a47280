import { writeTime } from '../../cloudtrail/writeTime.ts'
import type { AsOf, StoreSummary } from '../eventStore.ts'
import type { TimeSpan } from '../plan/histogram.ts'
import type { SqlParam, SqlReader } from './sqlReader.ts'
import type { SnapshotSql } from './statement.ts'

/** Summaries of snapshots. The latest is kept, since it is requested again and again. */
export class Summaries {
  readonly #reader: SqlReader
  readonly #inSnapshot: (asOf: AsOf) => SnapshotSql
  readonly #problemCount: () => Promise<number>
  #last: { readonly key: string; readonly summary: Omit<StoreSummary, 'problems'> } | undefined
  #lastSpan: { readonly key: string; readonly span: TimeSpan } | undefined

  constructor(
    reader: SqlReader,
    inSnapshot: (asOf: AsOf) => SnapshotSql,
    problemCount: () => Promise<number>,
  ) {
    this.#reader = reader
    this.#inSnapshot = inSnapshot
    this.#problemCount = problemCount
  }

  /** The events are those of the snapshot; problems are counted as of now. */
  async of(asOf: AsOf): Promise<StoreSummary> {
    const key = keyOf(asOf)
    if (this.#last?.key !== key) this.#last = { key, summary: await this.#summaryOf(asOf) }
    return { ...this.#last.summary, problems: await this.#problemCount() }
  }

  /** From the first to the last event of the snapshot. */
  async spanOf(asOf: AsOf): Promise<TimeSpan> {
    const key = keyOf(asOf)
    if (this.#lastSpan?.key !== key) {
      const { held, params } = this.#held(asOf)
      const [[firstMs, lastMs]] = (await this.#reader.query(
        `SELECT min(e.eventTimeMs)::DOUBLE, max(e.eventTimeMs)::DOUBLE ${held}`,
        params,
      )) as [[number | null, number | null]]
      this.#lastSpan = { key, span: { firstMs, lastMs } }
    }
    return this.#lastSpan.span
  }

  #held(asOf: AsOf): { readonly held: string; readonly params: readonly SqlParam[] } {
    const params: SqlParam[] = []
    const isHeld = this.#inSnapshot(asOf)('e', (value) => this.#reader.dialect.param(params.push(value)))
    return { held: `FROM events e WHERE ${isHeld}`, params }
  }

  async #summaryOf(asOf: AsOf): Promise<Omit<StoreSummary, 'problems'>> {
    const { held, params } = this.#held(asOf)
    const [[eventCount, first, last]] = (await this.#reader.query(
      `SELECT count(*)::DOUBLE, min(e.eventTimeMs)::DOUBLE, max(e.eventTimeMs)::DOUBLE ${held}`,
      params,
    )) as [[number, number | null, number | null]]
    const distinct = async (column: string) =>
      (
        await this.#reader.query(
          `SELECT DISTINCT ${this.#reader.dialect.shown(`e.${column}`)} AS value ${held} AND e.${column} IS NOT NULL ORDER BY value LIMIT 10000`,
          params,
        )
      ).map(([value]) => value as string)
    return {
      eventCount,
      accounts: await distinct('accountId'),
      regions: await distinct('awsRegion'),
      firstEventTime: first === null ? null : writeTime(first),
      lastEventTime: last === null ? null : writeTime(last),
    }
  }
}

const keyOf = ({ storeID, lastOrdinal }: AsOf): string => `${storeID} ${lastOrdinal}`
