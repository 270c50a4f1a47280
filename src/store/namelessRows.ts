import { randomUUID } from 'node:crypto'
import type { ContentEnd } from './recordBatch.ts'

/** A row of a record without eventID, and which record of its content that is. */
export interface NamelessRow<Row> {
  readonly row: Row
  readonly number: number
}

/**
 * Rows of records without eventID while the content that they came from is being read: it is what identifies them, and only known
 * when it has ended. One content is read at a time.
 */
export class NamelessRows<Row> {
  /** How many such records the content has so far. */
  count = 0
  #waiting: NamelessRow<Row>[] = []
  /** What names the content in batches, once rows of it were withheld. */
  #withheldOf: string | null = null
  #contentEnd: ContentEnd | null = null

  add(row: Row, number: number): void {
    this.#waiting.push({ row, number })
    this.count++
  }

  /** Ends the content, and returns the rows of it that no batch has taken. */
  end(logFile: number, hash: string | null): readonly NamelessRow<Row>[] {
    const waiting = this.#waiting
    // It is the one content that was read when the last batch went out, so no batch has two such ends.
    if (this.#withheldOf !== null) this.#contentEnd = { content: this.#withheldOf, hash, logFile }
    this.#withheldOf = null
    this.#waiting = []
    this.count = 0
    return waiting
  }

  /** What a batch that goes out now has to withhold, and to say. */
  take(): {
    withheld: { content: string; rows: readonly Row[] } | null
    contentEnd: ContentEnd | null
  } {
    const rows = this.#waiting.map(({ row }) => row)
    const contentEnd = this.#contentEnd
    this.#waiting = []
    this.#contentEnd = null
    if (rows.length === 0) return { withheld: null, contentEnd }
    this.#withheldOf ??= randomUUID()
    return { withheld: { content: this.#withheldOf, rows }, contentEnd }
  }
}
