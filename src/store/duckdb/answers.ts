import type { Connections } from './connections.ts'
import type { Ask } from './ask.ts'

/** What is written down of an event: enough to order, count and draw it. */
const ANSWER_COLUMNS = 'e.ordinal, e.eventTimeMs, e.eventID, e.errorCode'

/** How many answers are kept, and how many events in all. */
const MAX_ANSWERS = 16
const MAX_EVENTS = 3_000_000

interface Answer {
  readonly table: string
  readonly events: number
  readonly forget: () => void
}

/**
 * Answers that took reading every record: which events they are is written down in memory, so that list, count, histogram, values
 * and download read the records once and not once each.
 */
export class Answers {
  readonly #connections: Connections
  readonly #kept: Answer[] = []
  #next = 0

  constructor(connections: Connections) {
    this.#connections = connections
  }

  /** The table of the events that were found, `tail` being more that is asked of them. `forget` is called when it is no longer kept. */
  async find(ask: Ask, tail: string, forget: () => void, signal: AbortSignal): Promise<string> {
    const table = `memory.main.answer_${this.#next++}`
    const [[events]] = (await ask.query(
      ANSWER_COLUMNS,
      tail,
      signal,
      (sql) => `CREATE TABLE ${table} AS ${sql}`,
    )) as unknown as [[bigint]]
    this.#keep({ table, events: Number(events), forget })
    return table
  }

  #keep(answer: Answer): void {
    this.#kept.push(answer)
    while (
      this.#kept.length > MAX_ANSWERS ||
      (this.#kept.length > 1 && this.#kept.reduce((sum, { events }) => sum + events, 0) > MAX_EVENTS)
    ) {
      const { table, forget } = this.#kept.shift()!
      forget()
      this.#connections.dropLater(table)
    }
  }
}
