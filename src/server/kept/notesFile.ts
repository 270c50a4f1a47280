import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
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
import {
  copyAside,
  DISK,
  NO_FILE,
  notReadAsAWhole,
  replaceFile,
  stampOf,
  syncFolder,
  unreadable,
  unwritable,
  type Disk,
} from './durableFile.ts'
import { LINE_START, printLine, readLine } from './notesLine.ts'

type Notes = ReadonlyMap<string, EventNotes>

/** Notes that cannot be saved. The message is a sentence for the user. */
export class NotesRefused extends Error {}

/** Superseded lines are removed when there are more than these and more than current lines. */
const MOST_SUPERSEDED = 1000

/**
 * Users' notes on events in a plain file that a person can read: a line of JSON for each event, the
 * last of which counts. With `path` null they are kept in memory.
 *
 * A change only appends the lines of its events, so that it costs the same among a hundred thousand
 * notes. Once resolved, it is on the disk; one that fails changes nothing. Lines that cannot be
 * read are reported, and the file is copied aside. Edits made while the console runs are read
 * before the next change. The file is beside the store that the process holds and named after it,
 * so that no two processes write it.
 */
export class NotesFile {
  readonly #path: string | null
  readonly #store: Pick<EventStore, 'noteEvents'>
  readonly #now: () => number
  readonly #disk: Disk
  readonly #notes = new Map<string, EventNotes>()
  #stamp = NO_FILE
  #lines = 0
  /** The file ends within a line, or has lines that cannot be read: it must be rewritten. */
  #isBroken = false
  #problem: string | null = null
  readonly #changes = new PQueue({ concurrency: 1 })

  constructor(path: string | null, store: Pick<EventStore, 'noteEvents'>, now: () => number, disk = DISK) {
    this.#path = path
    this.#store = store
    this.#now = now
    this.#disk = disk
  }

  /** The notes on an event; undefined if there are none. */
  of(id: string): EventNotes | undefined {
    return this.#notes.get(id)
  }

  /** By ID, the oldest first. */
  get all(): Notes {
    return this.#notes
  }

  /** What could not be read from the file, in a sentence; null if nothing is missing. */
  get problem(): string | null {
    return this.#problem
  }

  /** Reads the file. Rejects with a `DurableFileError` if it cannot be read at all. */
  load(): Promise<void> {
    return this.#changes.add(() => this.#refresh())
  }

  /**
   * Changes the notes on events, on all or on none. Rejects with {@link NotesRefused} if the notes
   * are not allowed.
   */
  change(ids: readonly string[], change: NotesChange): Promise<void> {
    return this.#changes.add(async () => {
      await this.#refresh()
      const now = new Date(this.#now()).toISOString()
      const changed = new Map<string, EventNotes | null>()
      for (const id of ids) {
        const before = this.#notes.get(id) ?? NO_NOTES
        const notes = changedNotes(before, change, now)
        if (notes === before) continue
        const problem = problemOfNotes(notes)
        if (problem !== null) throw new NotesRefused(problem)
        changed.set(id, isBlank(notes) ? null : notes)
      }
      if (changed.size === 0) return
      if (this.#path !== null) await this.#write(this.#path, changed)
      this.#take(changed)
    })
  }

  #take(changed: ReadonlyMap<string, EventNotes | null>): void {
    for (const [id, notes] of changed) {
      if (notes === null) this.#notes.delete(id)
      else this.#notes.set(id, notes)
    }
    this.#store.noteEvents(changed)
  }

  /** Reads the file again if someone else has written it since. */
  async #refresh(): Promise<void> {
    if (this.#path === null) return
    try {
      const stamp = await stampOf(this.#path)
      if (stamp === this.#stamp) return
      const found = stamp === NO_FILE ? new Map<string, EventNotes>() : await this.#read(this.#path)
      const gone = [...this.#notes.keys()].filter((id) => !found.has(id)).map((id) => [id, null] as const)
      this.#take(new Map([...gone, ...found]))
      // If this fails, the next change tries again or reports it.
      if (this.#isBroken) await this.#writeAnew(this.#path, new Map()).catch(() => {})
      this.#stamp = await stampOf(this.#path)
    } catch (error) {
      throw unreadable(this.#path, error)
    }
  }

  async #read(path: string): Promise<Map<string, EventNotes>> {
    const found = new Map<string, EventNotes>()
    const faults: string[] = []
    const text = new TextDecoder().decode(await readFile(path))
    const lines = text.split('\n')
    const last = lines.length - 1
    lines.forEach((line, index) => {
      if (line.trim() === '') return
      const read = readLine(line)
      if ('fault' in read) {
        // A process was killed while writing this line, so it was never acknowledged.
        if (index < last || !line.startsWith(LINE_START)) faults.push(`line ${index + 1}: ${read.fault}`)
      } else if (read.notes === null) found.delete(read.id)
      else found.set(read.id, read.notes)
    })
    this.#lines = last
    this.#isBroken = lines[last] !== '' || faults.length > 0
    if (faults.length > 0) await this.#setAside(path, faults)
    else this.#problem = null
    return found
  }

  async #setAside(path: string, faults: readonly string[]): Promise<void> {
    const aside = await copyAside(path)
    const problem = notReadAsAWhole(path, faults, (count) => `${count} more lines`)
    this.#problem = `${problem} The rest was read. The original is kept as ${basename(aside)}.`
  }

  async #write(path: string, changed: ReadonlyMap<string, EventNotes | null>): Promise<void> {
    try {
      const superseded = this.#lines + changed.size - this.#notes.size
      const isWasteful = superseded > MOST_SUPERSEDED && superseded > this.#notes.size
      if (this.#isBroken || isWasteful) await this.#writeAnew(path, changed)
      else await this.#append(path, linesOf(changed))
      this.#stamp = await stampOf(path)
    } catch (error) {
      throw unwritable(path, error)
    }
  }

  /** Removes what was written of lines that could not be written completely. */
  async #append(path: string, lines: readonly string[]): Promise<void> {
    const isNew = this.#stamp === NO_FILE
    const file = await this.#disk.open(path, 'a')
    try {
      const { size } = await file.stat()
      try {
        await file.writeFile(lines.join(''))
        await file.datasync()
      } catch (error) {
        // If this fails too, the next read finds the incomplete line.
        await file.truncate(size).catch(() => {})
        throw error
      }
    } finally {
      await file.close()
    }
    if (isNew) await syncFolder(this.#disk, dirname(path))
    this.#lines += lines.length
  }

  async #writeAnew(path: string, changed: ReadonlyMap<string, EventNotes | null>): Promise<void> {
    const all = new Map<string, EventNotes | null>([...this.#notes, ...changed])
    const lines = linesOf(new Map([...all].filter(([, notes]) => notes !== null)))
    await replaceFile(this.#disk, path, lines.join(''))
    this.#lines = lines.length
    this.#isBroken = false
  }
}

const linesOf = (notes: ReadonlyMap<string, EventNotes | null>): string[] =>
  [...notes].map(([id, each]) => `${printLine(id, each)}\n`)
