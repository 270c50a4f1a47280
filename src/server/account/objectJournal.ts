import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { BucketObjects, ObjectChange } from '../../aws/services/s3/bucketObjects.ts'
import type { StoredObject } from '../../aws/services/s3/s3State.ts'
import { copyAside, replaceFile, syncFolder, unreadable, unwritable, type Disk } from '../kept/durableFile.ts'

/** What a save changed in the objects of a bucket, which is named by the ID of its objects. */
export type BucketChanges = readonly [id: string, changes: readonly ObjectChange<StoredObject>[]]

/** A line of the file: all that one save changed. */
export interface SavedChanges {
  /** Its number. The state names the last one that it includes. */
  readonly save: number
  /** Whether the state changed with it: the line only counts once the state includes it. */
  readonly withState: boolean
  readonly changes: readonly BucketChanges[]
}

/** Objects by key, by the ID of the objects of their bucket. */
type Found = ReadonlyMap<string, ReadonlyMap<string, StoredObject>>

/** The file is written again when it has more superseded changes than these and than objects. */
const MOST_SUPERSEDED = 1000

/**
 * The objects of all buckets in a file beside the account's state: a line of JSON for each save that
 * changed some. A save only appends, so that a put costs the same among a hundred thousand objects.
 */
export class ObjectJournal {
  readonly #path: string
  readonly #disk: Disk
  /** How much of the file counts. */
  #length = 0
  #changes = 0

  constructor(path: string, disk: Disk) {
    this.#path = path
    this.#disk = disk
  }

  /** The objects as of the last save; `lastWithState`: the save that the state includes. */
  async read(
    lastWithState: number,
  ): Promise<{ readonly found: Found; readonly last: number; readonly isWhole: boolean }> {
    const bytes = await readFile(this.#path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
      throw unreadable(this.#path, error)
    })
    const found = new Map<string, Map<string, StoredObject>>()
    let last = lastWithState
    let broken = 0
    for (let start = 0, end; (end = bytes.indexOf(NEWLINE, start)) >= 0; start = end + 1) {
      const line = parsed(bytes.toString('utf8', start, end))
      if (line === null) broken++
      else if (line.withState && line.save > lastWithState) break
      else {
        last = Math.max(last, line.save)
        this.#apply(found, line)
      }
      this.#length = end + 1
    }
    if (broken > 0)
      console.error(
        `${basename(this.#path)} has ${broken} lines that cannot be read, so objects may be missing. The file was copied to ${await copyAside(this.#path)}.`,
      )
    return { found, last, isWhole: broken === 0 }
  }

  #apply(found: Map<string, Map<string, StoredObject>>, { changes }: SavedChanges): void {
    for (const [id, changed] of changes) {
      const objects = found.get(id) ?? new Map<string, StoredObject>()
      found.set(id, objects)
      this.#changes += changed.length
      for (const [key, object] of changed) {
        if (object === null) objects.delete(key)
        else objects.set(key, object)
      }
    }
  }

  /**
   * Once resolved, the changes survive the end of the process. What fails is not in the file.
   * Resolves to what takes the line out again.
   */
  async append(line: SavedChanges): Promise<() => Promise<void>> {
    const before = this.#length
    const text = printed(line)
    try {
      const file = await this.#disk.open(this.#path, 'a')
      try {
        // What is behind was not done: a save that failed, or a line that was cut off.
        if ((await file.stat()).size > this.#length) await file.truncate(this.#length)
        try {
          await file.writeFile(text)
          await file.datasync()
        } catch (error) {
          await file.truncate(this.#length).catch(() => {})
          throw error
        }
      } finally {
        await file.close()
      }
      if (this.#length === 0) await syncFolder(this.#disk, dirname(this.#path))
    } catch (error) {
      throw unwritable(this.#path, error)
    }
    this.#length += Buffer.byteLength(text)
    this.#changes += line.changes.reduce((sum, [, changed]) => sum + changed.length, 0)
    return () => this.#takeOut(before)
  }

  async #takeOut(length: number): Promise<void> {
    this.#length = length
    const file = await this.#disk.open(this.#path, 'r+').catch(() => null)
    // If this fails, the next save does it.
    await file?.truncate(length).catch(() => {})
    await file?.close()
  }

  /** Whether most of the file is superseded. */
  isWasteful(objects: number): boolean {
    const superseded = this.#changes - objects
    return superseded > MOST_SUPERSEDED && superseded > objects
  }

  /** Writes the file again with what is there. */
  async rewrite(save: number, all: readonly BucketObjects<StoredObject>[]): Promise<void> {
    const lines = all.flatMap(({ id, sorted }) =>
      sorted.map((object) => printed({ save, withState: false, changes: [[id, [[object.key, object]]]] })),
    )
    const text = lines.join('')
    await replaceFile(this.#disk, this.#path, text)
    this.#length = Buffer.byteLength(text)
    this.#changes = lines.length
  }
}

const printed = (line: SavedChanges): string => `${JSON.stringify(line)}\n`

const NEWLINE = 0x0a

function parsed(line: string): SavedChanges | null {
  try {
    const read = JSON.parse(line) as SavedChanges
    return typeof read.save === 'number' && Array.isArray(read.changes) ? read : null
  } catch {
    return null
  }
}
