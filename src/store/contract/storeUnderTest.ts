import type { EventStore } from '../eventStore.ts'

/** A store that the contract is checked against. */
export interface StoreUnderTest {
  /** Opens an empty store. The caller closes it. */
  readonly open: () => Promise<EventStore>
  /** How many random cases to check a law on, out of this many. */
  readonly cases: (many: number) => number
}
