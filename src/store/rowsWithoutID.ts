import { randomUUID } from 'node:crypto'
import type { ContentEnd } from './recordBatch.ts'

/** A row of a record without eventID, and the record's number within its content. */
export interface RowWithoutID<Row> {
  readonly row: Row
  readonly number: number
}

/**
 * Rows of records without eventID from the content that is being read. They are identified by the
 * content's hash, known when it has ended. One content is read at a time.
 */
export class RowsWithoutID<Row> {
  /** How many such records the content has so far. */
  count = 0
  #waiting: RowWithoutID<Row>[] = []
  /** The content's name in batches, set once some of its rows went out as pending. */
  #pendingContent: string | null = null
  #contentEnd: ContentEnd | null = null

  add(row: Row, number: number): void {
    this.#waiting.push({ row, number })
    this.count++
  }

  /** Ends the content. Returns its rows that are in no batch yet. */
  end(logFile: number, hash: string | null): readonly RowWithoutID<Row>[] {
    const waiting = this.#waiting
    // Only the content being read when the last batch went out can have pending rows, so no batch
    // has two such ends.
    if (this.#pendingContent !== null) this.#contentEnd = { content: this.#pendingContent, hash, logFile }
    this.#pendingContent = null
    this.#waiting = []
    this.count = 0
    return waiting
  }

  /** The pending rows and the content end for the next batch. */
  take(): {
    pending: { content: string; rows: readonly Row[] } | null
    contentEnd: ContentEnd | null
  } {
    const rows = this.#waiting.map(({ row }) => row)
    const contentEnd = this.#contentEnd
    this.#waiting = []
    this.#contentEnd = null
    if (rows.length === 0) return { pending: null, contentEnd }
    this.#pendingContent ??= randomUUID()
    return { pending: { content: this.#pendingContent, rows }, contentEnd }
  }
}
