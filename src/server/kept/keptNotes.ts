import PQueue from 'p-queue'
import {
  changedNotes,
  isBlank,
  NO_NOTES,
  problemOfNotes,
  type EventNotes,
  type NotesChange,
} from '../../cloudtrail/eventNotes.ts'
import type { EventStore } from '../../store/eventStore.ts'

/** Notes that cannot be saved. The message is a sentence for the user. */
export class NotesRefused extends Error {}

/** By the ID of the event; null where there are none any more. */
export type ChangedNotes = ReadonlyMap<string, EventNotes | null>

/** Users' notes on events in memory, and wherever they are kept. */
export abstract class KeptNotes {
  protected readonly notes = new Map<string, EventNotes>()
  readonly #store: Pick<EventStore, 'noteEvents'>
  readonly #now: () => number
  readonly #changes = new PQueue({ concurrency: 1 })

  constructor(store: Pick<EventStore, 'noteEvents'>, now: () => number) {
    this.#store = store
    this.#now = now
  }

  /** What of the notes could not be read, in a sentence; null if nothing is missing. */
  abstract readonly problem: string | null
  /** Takes what others have changed. */
  protected abstract refresh(): Promise<void>
  /** Keeps changes, all or none. `who` made them, at a time. */
  protected abstract write(changed: ChangedNotes, who: string | null, atMs: number): Promise<void>

  /** The notes on an event; undefined if there are none. */
  of(id: string): EventNotes | undefined {
    return this.notes.get(id)
  }

  get all(): ReadonlyMap<string, EventNotes> {
    return this.notes
  }

  /** Reads what is kept. Rejects with an error for the user if nothing can be read. */
  load(): Promise<void> {
    return this.#changes.add(() => this.refresh())
  }

  /**
   * Changes the notes on events, on all or on none. Resolves when they are kept. Rejects with {@link NotesRefused} if
   * the notes are not allowed. `who`: the name of the reader; null without one.
   */
  change(ids: readonly string[], change: NotesChange, who: string | null = null): Promise<void> {
    return this.#changes.add(async () => {
      await this.refresh()
      const nowMs = this.#now()
      const changed = new Map<string, EventNotes | null>()
      for (const id of ids) {
        const before = this.notes.get(id) ?? NO_NOTES
        const notes = changedNotes(before, change, new Date(nowMs).toISOString(), who)
        if (notes === before) continue
        const problem = problemOfNotes(notes)
        if (problem !== null) throw new NotesRefused(problem)
        changed.set(id, isBlank(notes) ? null : notes)
      }
      if (changed.size === 0) return
      await this.write(changed, who, nowMs)
      this.take(changed)
    })
  }

  protected take(changed: ChangedNotes): void {
    for (const [id, notes] of changed) {
      if (notes === null) this.notes.delete(id)
      else this.notes.set(id, notes)
    }
    this.#store.noteEvents(changed)
  }
}
