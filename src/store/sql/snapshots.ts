import { fieldsOf } from '../../filter/clauses.ts'
import { randomBytes } from 'node:crypto'
import { isIntegrityField, isNoteField } from '../../cloudtrail/fields.ts'
import { UnknownSnapshot, type AsOf, type EventQuery } from '../eventStore.ts'

/** The row of `notes` that has the store's ID. */
export const STORE_ID = 'storeID'

/** The last ordinal that was given, where no event has it: the ordinals of duplicates are left out. */
export const LAST_ORDINAL = 'lastOrdinal'

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
  readonly #kept: { readonly notes: Revised; readonly integrity: Revised }

  constructor(lastOrdinal: () => number, kept: { readonly notes: Revised; readonly integrity: Revised }) {
    this.#lastOrdinal = lastOrdinal
    this.#kept = kept
  }

  at(nowMs: number): AsOf {
    return {
      storeID: this.storeID,
      lastOrdinal: this.#lastOrdinal(),
      openingID: this.openingID,
      notesRevision: this.#kept.notes.revision,
      integrityRevision: this.#kept.integrity.revision,
      nowMs,
    }
  }

  /**
   * Throws {@link UnknownSnapshot} if the query, or a further one of its fields, cannot be answered
   * for its snapshot.
   */
  check({ filter, asOf }: EventQuery, fields: readonly string[] = []): void {
    if (asOf.storeID !== this.storeID || asOf.lastOrdinal > this.#lastOrdinal()) throw new UnknownSnapshot()
    const asked = [...fields, ...fieldsOf(filter)]
    const has = (revision: number, { revision: current }: Revised) =>
      asOf.openingID === this.openingID && revision <= current
    if (
      (asked.some(isNoteField) && !has(asOf.notesRevision, this.#kept.notes)) ||
      (asked.some(isIntegrityField) && !has(asOf.integrityRevision, this.#kept.integrity))
    )
      throw new UnknownSnapshot()
  }
}

/** Something in memory whose changes are numbered. */
interface Revised {
  readonly revision: number
}
