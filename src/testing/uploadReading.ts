import { EVERYTHING } from '../filter/filter.ts'
import { BatchWriter } from '../store/batchWriter.ts'
import type { EventStore } from '../store/eventStore.ts'
import { readEvent, storedEvents } from './storeOf.ts'

export const bare = (name: string) => `{"eventVersion":"1.08","eventName":"${name}"}`
export const named = (id: string) => `{"eventVersion":"1.08","eventID":"${id}","eventName":"A"}`

/** One reading of a log file into a store, a few records to a batch. */
export class Reading {
  readonly #writer = new BatchWriter()
  readonly #store: EventStore
  readonly #name: string
  #number = 0
  #records = 0

  constructor(store: EventStore, name: string) {
    this.#store = store
    this.#name = name
  }

  read(...texts: string[]): this {
    for (const text of texts) {
      const { record, event } = readEvent(text)
      this.#writer.add(record, event, 0, `record ${++this.#number}`, this.#number)
      if (event.eventID !== null) this.#records++
    }
    return this
  }

  end(hash: string | null): this {
    this.#records += this.#writer.endContent(0, hash)
    return this
  }

  async store(finished = false) {
    const slice = {
      name: this.#name,
      uri: null,
      size: 1,
      modifiedMs: 1,
      records: this.#records,
      salvaged: 0,
      leftOut: 0,
      problems: [],
      end: finished ? ('read' as const) : null,
      sha256: null,
    }
    this.#records = 0
    const { logFiles } = await this.#store.add(this.#writer.take([slice]))
    return { added: logFiles[0]!.added, duplicates: logFiles[0]!.duplicates }
  }
}

/** The eventIDs and names of all events of a store, whose IDs open them. */
export async function heldIn(store: EventStore): Promise<string[]> {
  const events = await storedEvents(store, { filter: EVERYTHING, asOf: store.asOf(0) })
  const ids = new Set(events.map(({ event }) => event.id))
  if (ids.size !== events.length) throw new Error('Two events have one ID.')
  for (const { event, record } of events)
    if ((await store.getEvent(event.id))?.record.text !== record.text)
      throw new Error(`${event.id} opens another event.`)
  return events.map(({ event }) => `${event.eventID ?? ''}${event.eventName}`).toSorted()
}
