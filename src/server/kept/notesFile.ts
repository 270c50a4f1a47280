import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { EventNotes } from '../../cloudtrail/eventNotes.ts'
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
import { KeptNotes, type ChangedNotes } from './keptNotes.ts'
import { LINE_START, printLine, readLine } from './notesLine.ts'

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
export class NotesFile extends KeptNotes {
  readonly #path: string | null
  readonly #disk: Disk
  #stamp = NO_FILE
  #lines = 0
  /** The file ends within a line, or has lines that cannot be read: it must be rewritten. */
  #isBroken = false
  #problem: string | null = null

  constructor(path: string | null, store: Pick<EventStore, 'noteEvents'>, now: () => number, disk = DISK) {
    super(store, now)
    this.#path = path
    this.#disk = disk
  }

  /** What could not be read from the file, in a sentence; null if nothing is missing. */
  get problem(): string | null {
    return this.#problem
  }

  /** Reads the file again if someone else has written it since. */
  protected async refresh(): Promise<void> {
    if (this.#path === null) return
    try {
      const stamp = await stampOf(this.#path)
      if (stamp === this.#stamp) return
      const found = stamp === NO_FILE ? new Map<string, EventNotes>() : await this.#read(this.#path)
      const gone = [...this.notes.keys()].filter((id) => !found.has(id)).map((id) => [id, null] as const)
      this.take(new Map([...gone, ...found]))
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

  protected async write(changed: ChangedNotes): Promise<void> {
    const path = this.#path
    if (path === null) return
    try {
      const superseded = this.#lines + changed.size - this.notes.size
      const isWasteful = superseded > MOST_SUPERSEDED && superseded > this.notes.size
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

  async #writeAnew(path: string, changed: ChangedNotes): Promise<void> {
    const all = new Map<string, EventNotes | null>([...this.notes, ...changed])
    const lines = linesOf(new Map([...all].filter(([, notes]) => notes !== null)))
    await replaceFile(this.#disk, path, lines.join(''))
    this.#lines = lines.length
    this.#isBroken = false
  }
}

const linesOf = (notes: ChangedNotes): string[] => [...notes].map(([id, each]) => `${printLine(id, each)}\n`)
