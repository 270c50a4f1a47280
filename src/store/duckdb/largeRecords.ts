import PQueue from 'p-queue'
import type { TimeSlice } from '../plan/timeSlice.ts'
import type { Connections } from './connections.ts'
import { sliceSql, type MatchingEvents } from '../sql/matchingEvents.ts'
import { LARGE_RECORD_BYTES, type TextLengths } from './textLengths.ts'

const TABLE = 'memory.main.large_records'

/**
 * Which records are large, in a table `(ordinal, bytes)` in memory, for queries that read all
 * records. Each record is checked once.
 */
export class LargeRecords {
  readonly #connections: Connections
  readonly #lengths: TextLengths
  readonly #queue = new PQueue({ concurrency: 1 })
  #upTo = 0
  #isMade = false

  constructor(connections: Connections, lengths: TextLengths) {
    this.#connections = connections
    this.#lengths = lengths
  }

  /** How many bytes the large records among some events of a slice have. */
  async bytesIn(
    events: MatchingEvents,
    slice: TimeSlice,
    lastOrdinal: number,
    signal?: AbortSignal,
  ): Promise<number> {
    await this.#queue.add(() => this.#bringUpTo(lastOrdinal))
    if (!this.#isMade) return 0
    const [[bytes]] = (await events
      .narrowStatement()
      .query(
        `coalesce(sum((SELECT bytes FROM ${TABLE} l WHERE l.ordinal = e.ordinal)), 0)::DOUBLE`,
        `AND (${sliceSql(slice)}) AND e.ordinal IN (SELECT ordinal FROM ${TABLE})`,
        signal,
      )) as [[number]]
    return bytes
  }

  async #bringUpTo(lastOrdinal: number): Promise<void> {
    if (lastOrdinal <= this.#upTo) return
    if (await this.#lengths.hasLargeRecords(lastOrdinal)) {
      if (!this.#isMade)
        await this.#connections.query(
          `CREATE TABLE IF NOT EXISTS ${TABLE} (ordinal BIGINT, bytes BIGINT)`,
          [],
        )
      this.#isMade = true
      await this.#connections.query(
        `INSERT INTO ${TABLE} SELECT ordinal, strlen(leaves) FROM events
         WHERE ordinal > $1::BIGINT AND ordinal <= $2::BIGINT AND strlen(leaves) > ${LARGE_RECORD_BYTES}`,
        [this.#upTo, lastOrdinal],
        undefined,
        true,
      )
    }
    this.#upTo = lastOrdinal
  }
}
