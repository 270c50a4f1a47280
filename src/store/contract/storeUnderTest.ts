import type { EventStore } from '../eventStore.ts'

/** What the contract is held against. */
export interface StoreUnderTest {
  /** Opens an empty store; whoever opens it closes it. */
  readonly open: () => Promise<EventStore>
  /** How many random cases a law is checked on, of this many. */
  readonly cases: (many: number) => number
}
