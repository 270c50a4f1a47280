import { writeTime } from '../../cloudtrail/writeTime.ts'
import type { AsOf, StoreSummary } from '../eventStore.ts'
import type { TimeSpan } from '../plan/histogram.ts'
import type { Connections } from './connections.ts'
import { problemCount } from './loadReports.ts'

/** Summaries of snapshots. The latest is kept, since it is requested again and again. */
export class Summaries {
  readonly #connections: Connections
  #last: { readonly key: string; readonly summary: Omit<StoreSummary, 'problems'> } | undefined
  #lastSpan: { readonly key: string; readonly span: TimeSpan } | undefined

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** The events are those of the snapshot; problems are counted as of now. */
  async of({ storeID, lastOrdinal }: AsOf): Promise<StoreSummary> {
    const key = keyOf(storeID, lastOrdinal)
    if (this.#last?.key !== key) this.#last = { key, summary: await this.#summaryOf(lastOrdinal) }
    return { ...this.#last.summary, problems: await problemCount(this.#connections) }
  }

  /** From the first to the last event of the snapshot. */
  async spanOf({ storeID, lastOrdinal }: AsOf): Promise<TimeSpan> {
    const key = keyOf(storeID, lastOrdinal)
    if (this.#lastSpan?.key !== key) {
      const [[firstMs, lastMs]] = (await this.#connections.query(
        'SELECT min(eventTimeMs)::DOUBLE, max(eventTimeMs)::DOUBLE FROM events WHERE ordinal <= $1::BIGINT',
        [lastOrdinal],
      )) as [[number | null, number | null]]
      this.#lastSpan = { key, span: { firstMs, lastMs } }
    }
    return this.#lastSpan.span
  }

  async #summaryOf(lastOrdinal: number): Promise<Omit<StoreSummary, 'problems'>> {
    const held = 'FROM events WHERE ordinal <= $1::BIGINT'
    const [[eventCount, first, last]] = (await this.#connections.query(
      `SELECT count(*)::DOUBLE, min(eventTimeMs)::DOUBLE, max(eventTimeMs)::DOUBLE ${held}`,
      [lastOrdinal],
    )) as [[number, number | null, number | null]]
    const distinct = async (column: string) =>
      (
        await this.#connections.query(
          `SELECT DISTINCT shown(${column}) AS value ${held} AND ${column} IS NOT NULL ORDER BY value LIMIT 10000`,
          [lastOrdinal],
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

const keyOf = (storeID: string, lastOrdinal: number): string => `${storeID} ${lastOrdinal}`
