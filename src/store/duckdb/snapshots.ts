import { randomBytes } from 'node:crypto'
import { isNoteField } from '../../cloudtrail/fields.ts'
import { UnknownSnapshot, type AsOf, type EventQuery } from '../eventStore.ts'

/** An ID that no other store, and no other opening of one, has. */
export function newID(): string {
  return randomBytes(6).toString('hex')
}

/** The states that a store has had since it was made, and the one it is in. */
export class Snapshots {
  /** Of the store, as it stands in its file. */
  storeID = ''
  readonly #openingID = newID()
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
      openingID: this.#openingID,
      notesRevision: this.#notesRevision(),
      nowMs,
    }
  }

  /** Throws {@link UnknownSnapshot} where a question, or what is asked of some fields besides, has no true answer. */
  check({ filter, asOf }: EventQuery, fields: readonly string[] = []): void {
    if (asOf.storeID !== this.storeID || asOf.lastOrdinal > this.#lastOrdinal()) throw new UnknownSnapshot()
    const asksNotes =
      fields.some(isNoteField) ||
      filter.tokens.some((token) => token.kind === 'token' && isNoteField(token.field))
    const hasNotes = asOf.openingID === this.#openingID && asOf.notesRevision <= this.#notesRevision()
    if (asksNotes && !hasNotes) throw new UnknownSnapshot()
  }
}
