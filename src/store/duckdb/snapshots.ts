import { fieldsOf } from '../../filter/clauses.ts'
import { randomBytes } from 'node:crypto'
import { isNoteField } from '../../cloudtrail/fields.ts'
import { UnknownSnapshot, type AsOf, type EventQuery } from '../eventStore.ts'

/** The row of `notes` that has the store's ID. */
export const STORE_ID = 'storeID'

/** An ID that no other store has, nor any other opening of one. */
export function newID(): string {
  return randomBytes(6).toString('hex')
}

/** The snapshots of the store: the current one, and a check of those that queries name. */
export class Snapshots {
  /** The store's ID, as its file has it. */
  storeID = ''
  /** Another one each time the store is opened. */
  readonly openingID = newID()
  readonly #lastOrdinal: () => number
  readonly #notesRevision: () => number

  constructor(lastOrdinal: () => number, notesRevision: () => number) {
    this.#lastOrdinal = lastOrdinal
    this.#notesRevision = notesRevision
  }

  at(nowMs: number): AsOf {
    return {
      storeID: this.storeID,
      lastOrdinal: this.#lastOrdinal(),
      openingID: this.openingID,
      notesRevision: this.#notesRevision(),
      nowMs,
    }
  }

  /**
   * Throws {@link UnknownSnapshot} if the query, or a further one of its fields, cannot be answered
   * for its snapshot.
   */
  check({ filter, asOf }: EventQuery, fields: readonly string[] = []): void {
    if (asOf.storeID !== this.storeID || asOf.lastOrdinal > this.#lastOrdinal()) throw new UnknownSnapshot()
    const asksNotes = fields.some(isNoteField) || [...fieldsOf(filter)].some(isNoteField)
    const hasNotes = asOf.openingID === this.openingID && asOf.notesRevision <= this.#notesRevision()
    if (asksNotes && !hasNotes) throw new UnknownSnapshot()
  }
}
