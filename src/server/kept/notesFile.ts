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

/** Notes that cannot be kept: a sentence for who noted. */
export class NotesRefused extends Error {}

/** Lines that are superseded are taken out when they are more than these and more than the others. */
const MOST_SUPERSEDED = 1000

/**
 * What people note of events, kept as a plain file that a person can read: a line of JSON for each event, of which the last one holds.
 * `path` null keeps it in memory.
 *
 * A change appends the lines of its events and nothing else, so that it costs the same among a hundred thousand notes. Once it has resolved
 * it is on the disk; one that fails changes nothing. Lines that cannot be read are named, and the file as it was is set aside. What a
 * person changes in the file while the console runs is read before the next change. The file lies beside the store that the process
 * holds and is named after it, so that no two processes write it.
 */
export class NotesFile {
  readonly #path: string | null
  readonly #store: Pick<EventStore, 'noteEvents'>
  readonly #now: () => number
  readonly #disk: Disk
  readonly #notes = new Map<string, EventNotes>()
  #stamp = NO_FILE
  #lines = 0
  /** The file ends within a line, or has lines that cannot be read: it is written anew as a whole. */
  #isBroken = false
  #problem: string | null = null
  readonly #changes = new PQueue({ concurrency: 1 })

  constructor(path: string | null, store: Pick<EventStore, 'noteEvents'>, now: () => number, disk = DISK) {
    this.#path = path
    this.#store = store
    this.#now = now
    this.#disk = disk
  }

  /** What is noted of an event; undefined for nothing. */
  of(id: string): EventNotes | undefined {
    return this.#notes.get(id)
  }

  /** By ID, those first that were noted first. */
  get all(): Notes {
    return this.#notes
  }

  /** What the file could not say, in a sentence; null when it was read as a whole. */
  get problem(): string | null {
    return this.#problem
  }

  /** Reads the file. Rejects with a `DurableFileError` when that cannot be done at all. */
  load(): Promise<void> {
    return this.#changes.add(() => this.#refresh())
  }

  /** Changes the notes of events, all of them or none. Rejects with {@link NotesRefused} what cannot be noted. */
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

  /** Reads the file where somebody else has written it since. */
  async #refresh(): Promise<void> {
    if (this.#path === null) return
    try {
      const stamp = await stampOf(this.#path)
      if (stamp === this.#stamp) return
      const found = stamp === NO_FILE ? new Map<string, EventNotes>() : await this.#read(this.#path)
      const gone = [...this.#notes.keys()].filter((id) => !found.has(id)).map((id) => [id, null] as const)
      this.#take(new Map([...gone, ...found]))
      // Where that fails it is done with the next change, or said then.
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
        // A process was killed while it wrote it: it was not acknowledged.
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
    const problem = notReadAsAWhole(path, faults, (count) => `${count} lines more`)
    this.#problem = `${problem} The rest is in use; as it was it is kept as ${basename(aside)}.`
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

  /** What came to the disk of lines that could not be written as a whole is taken away again. */
  async #append(path: string, lines: readonly string[]): Promise<void> {
    const isNew = this.#stamp === NO_FILE
    const file = await this.#disk.open(path, 'a')
    try {
      const { size } = await file.stat()
      try {
        await file.writeFile(lines.join(''))
        await file.datasync()
      } catch (error) {
        // Where that fails too, half a line is found by the next look at the file.
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
