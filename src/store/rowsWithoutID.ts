import { randomUUID } from 'node:crypto'
import type { ContentEnd } from './recordBatch.ts'

/** A row of a record without eventID, and which record of its content that is. */
export interface RowWithoutID<Row> {
  readonly row: Row
  readonly number: number
}

/**
 * Rows of records without eventID while the content that they came from is being read: it is what identifies them, and only known
 * when it has ended. One content is read at a time.
 */
export class RowsWithoutID<Row> {
  /** How many such records the content has so far. */
  count = 0
  #waiting: RowWithoutID<Row>[] = []
  /** What names the content in batches, once rows of it went out as pending. */
  #pendingContent: string | null = null
  #contentEnd: ContentEnd | null = null

  add(row: Row, number: number): void {
    this.#waiting.push({ row, number })
    this.count++
  }

  /** Ends the content, and returns the rows of it that no batch has taken. */
  end(logFile: number, hash: string | null): readonly RowWithoutID<Row>[] {
    const waiting = this.#waiting
    // It is the one content that was read when the last batch went out, so no batch has two such ends.
    if (this.#pendingContent !== null) this.#contentEnd = { content: this.#pendingContent, hash, logFile }
    this.#pendingContent = null
    this.#waiting = []
    this.count = 0
    return waiting
  }

  /** The pending rows and the end of a content that go out with the next batch. */
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
