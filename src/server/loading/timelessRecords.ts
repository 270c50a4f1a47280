import { writtenEventTime } from '../../cloudtrail/eventTime.ts'
import type { CloudTrailRecord } from '../../cloudtrail/record.ts'
import { showValue } from '../../ingest/shapes/showValue.ts'

/**
 * The records of a file whose time cannot be read, or that have none: one problem for each of the
 * two kinds, however many there are.
 */
export class TimelessRecords {
  #unreadable = 0
  #firstUnreadable = ''
  #missing = 0
  #firstMissing = ''

  add(record: CloudTrailRecord, place: string): void {
    const written = writtenEventTime(record)
    if (written === null) {
      if (this.#missing++ === 0) this.#firstMissing = place
    } else if (this.#unreadable++ === 0) this.#firstUnreadable = `${place}: "${showValue(written)}"`
  }

  sentences(): string[] {
    const sentences = []
    if (this.#unreadable > 0)
      sentences.push(
        this.#unreadable === 1
          ? `The eventTime of 1 record cannot be read, at ${this.#firstUnreadable}. ${ONE_LOADED}`
          : `The eventTime of ${this.#unreadable} records cannot be read, first at ${this.#firstUnreadable}. ${LOADED}`,
      )
    if (this.#missing > 0)
      sentences.push(
        this.#missing === 1
          ? `1 record has no eventTime, at ${this.#firstMissing}. ${ONE_LOADED}`
          : `${this.#missing} records have no eventTime, first at ${this.#firstMissing}. ${LOADED}`,
      )
    return sentences
  }
}

const ONE_LOADED = 'It was loaded as an event without a time.'
const LOADED = 'They were loaded as events without a time.'
