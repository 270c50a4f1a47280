import type { EventNotes } from '../../cloudtrail/eventNotes.ts'
import type { EventStore } from '../../store/eventStore.ts'
import type { KeptTexts } from '../../store/keptTexts.ts'
import { KeptNotes, type ChangedNotes } from './keptNotes.ts'
import { printLine, readLine } from './notesLine.ts'
import { unreadTexts } from './unreadTexts.ts'

/** Users' notes on events as texts in a store that several consoles share: for each event a line as a file has it. */
export class SharedNotes extends KeptNotes {
  readonly #texts: KeptTexts
  /** Why notes cannot be read, by the ID of the event. */
  readonly #faults = new Map<string, string>()

  constructor(texts: KeptTexts, store: Pick<EventStore, 'noteEvents'>, now: () => number) {
    super(store, now)
    this.#texts = texts
  }

  get problem(): string | null {
    return unreadTexts('the notes of the event', this.#faults)
  }

  protected async refresh(): Promise<void> {
    const changed = new Map<string, EventNotes | null>()
    for (const { key, text } of await this.#texts.news()) {
      const read = text === null ? { notes: null } : readLine(text)
      this.#faults.delete(key)
      if ('fault' in read) this.#faults.set(key, read.fault)
      changed.set(key, 'fault' in read ? null : read.notes)
    }
    if (changed.size > 0) this.take(changed)
  }

  protected async write(changed: ChangedNotes, who: string | null, atMs: number): Promise<void> {
    await this.#texts.write(
      [...changed].map(([key, notes]) => ({
        key,
        text: notes === null ? null : printLine(key, notes),
        who,
        atMs,
      })),
    )
    for (const id of changed.keys()) this.#faults.delete(id)
  }
}
