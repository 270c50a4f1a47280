import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { SimulatedAccount } from '../../account/simulatedAccount.ts'
import { newAccountState, type AccountState } from '../../aws/accountState.ts'
import type { SavedState } from '../../aws/endpoint.ts'
import { BucketObjects } from '../../aws/services/s3/bucketObjects.ts'
import { wrappingKeys } from '../../aws/services/kms/wrappingKeys.ts'
import type { StoredObject } from '../../aws/services/s3/s3State.ts'
import { compareKeys } from '../../aws/services/s3/keyOrder.ts'
import { printKeys } from '../../encryption/wrappingKey.ts'
import { copyAside, DISK, replaceFile, unreadable, unwritable, type Disk } from '../kept/durableFile.ts'
import { ObjectJournal, type BucketChanges, type SavedChanges } from './objectJournal.ts'

type Objects = BucketObjects<StoredObject>

/** The state as it is written: of a bucket's objects, their ID. */
interface WrittenState extends Partial<AccountState> {
  /** The last save of objects that it includes. */
  readonly objectSave?: number
}

export interface AccountStatePaths {
  /** JSON. */
  readonly state: string
  /** The objects of the buckets: objectJournal.ts. */
  readonly objects: string
  /**
   * The keys that objects are encrypted with, for other programs and for encrypted log files. Only
   * the user may read it.
   */
  readonly keys: string
}

export const accountStateInMemory = (account: SimulatedAccount): SavedState =>
  new SavedAccountState(null, account, DISK)

/**
 * The state of the simulated account in a file of JSON, with the objects of its buckets in another
 * one; with `paths` null in memory. A file that cannot be read is copied aside, and the account is
 * as it was at first.
 */
export async function openAccountState(
  paths: AccountStatePaths | null,
  account: SimulatedAccount,
  disk: Disk = DISK,
): Promise<SavedAccountState> {
  const saved = new SavedAccountState(paths, account, disk)
  await saved.open()
  return saved
}

class SavedAccountState implements SavedState {
  readonly #paths: AccountStatePaths | null
  readonly #account: SimulatedAccount
  readonly #disk: Disk
  #journal: ObjectJournal | null
  /** What is in the file; null if there is none. */
  #text: string | null = null
  /** Of the buckets that are saved, by ID. */
  #objects: ReadonlyMap<string, Objects> = new Map()
  #lastSave = 0
  /** What was written of the keys. */
  #keys: string | null = null
  #isWhole = true
  #current: AccountState

  constructor(paths: AccountStatePaths | null, account: SimulatedAccount, disk: Disk) {
    this.#paths = paths
    this.#account = account
    this.#disk = disk
    this.#journal = paths && new ObjectJournal(paths.objects, disk)
    this.#current = newAccountState(account)
  }

  get current(): AccountState {
    return this.#current
  }

  /** Whether everything that was saved could be read. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  async open(): Promise<void> {
    if (this.#paths === null) return
    this.#text = await readFile(this.#paths.state, 'utf8').catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw unreadable(this.#paths!.state, error)
    })
    if (this.#text === null) return
    try {
      const { objectSave = 0 } = JSON.parse(this.#text) as WrittenState
      const { found, last, isWhole } = await this.#journal!.read(objectSave)
      this.#lastSave = last
      this.#isWhole = isWhole
      this.#objects = new Map([...found].map(([id, byKey]) => [id, new BucketObjects(id, inOrder(byKey))]))
      this.#current = this.#parsed()
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
      await this.#startAgain(this.#paths)
    }
  }

  async #startAgain({ state, objects }: AccountStatePaths): Promise<void> {
    if (existsSync(objects)) await copyAside(objects)
    console.error(
      `The simulated account's state cannot be read, so the account is as it was at first. The file was copied to ${await copyAside(state)}.`,
    )
    this.#text = null
    this.#objects = new Map()
    this.#journal = new ObjectJournal(objects, this.#disk)
    this.#lastSave = 0
    this.#isWhole = false
  }

  async save(): Promise<void> {
    const buckets = Object.values(this.#current.s3.buckets).map(({ objects }) => objects)
    const changes = buckets
      .map((objects): BucketChanges => [objects.id, objects.changes])
      .filter(([, changed]) => changed.length > 0)
    const save = changes.length === 0 ? this.#lastSave : this.#lastSave + 1
    const text = JSON.stringify(this.#current)
    const withState = text !== this.#text
    if (this.#paths !== null) await this.#write(this.#paths, { save, withState, changes }, text)
    this.#text = text
    this.#lastSave = save
    for (const objects of buckets) objects.saved()
    this.#objects = new Map(buckets.map((objects) => [objects.id, objects]))
    await this.#compact()
  }

  async #write(paths: AccountStatePaths, line: SavedChanges, text: string): Promise<void> {
    await this.#writeKeys(paths.keys)
    const takeOut = line.changes.length === 0 ? null : await this.#journal!.append(line)
    if (!line.withState) return
    const written = `${text.slice(0, -1)},"objectSave":${line.save}}`
    try {
      await replaceFile(this.#disk, paths.state, written)
    } catch (error) {
      await takeOut?.()
      throw unwritable(paths.state, error)
    }
  }

  async #writeKeys(path: string): Promise<void> {
    const keys = printKeys(wrappingKeys(this.#current.kms))
    if (keys === this.#keys) return
    try {
      await replaceFile(this.#disk, path, keys, { mode: 0o600 })
    } catch (error) {
      throw unwritable(path, error)
    }
    this.#keys = keys
  }

  async #compact(): Promise<void> {
    const all = [...this.#objects.values()]
    const count = all.reduce((sum, objects) => sum + objects.count, 0)
    if (this.#journal?.isWasteful(count) !== true) return
    try {
      await this.#journal.rewrite(this.#lastSave, all)
    } catch (error) {
      console.error(`The objects of the simulated account take more space than they need: ${String(error)}`)
    }
  }

  restore(): void {
    for (const objects of this.#objects.values()) objects.undo()
    this.#current = this.#parsed()
  }

  #parsed(): AccountState {
    const { objectSave: _, ...state } = JSON.parse(this.#text ?? '{}') as WrittenState
    for (const bucket of Object.values(state.s3?.buckets ?? {})) {
      const written = bucket.objects as unknown as string | readonly StoredObject[]
      Object.assign(bucket, { objects: this.#revived(written) })
    }
    // What a newer version of the console adds begins as in a new account.
    return { ...newAccountState(this.#account), ...state }
  }

  /** Older versions wrote the objects themselves. */
  #revived(written: string | readonly StoredObject[]): Objects {
    if (typeof written === 'string') return this.#objects.get(written) ?? new BucketObjects(written)
    const objects: Objects = new BucketObjects()
    for (const object of written) objects.put(object)
    return objects
  }
}

const inOrder = (byKey: ReadonlyMap<string, StoredObject>): readonly StoredObject[] =>
  [...byKey.values()].toSorted((one, other) => compareKeys(one.key, other.key))
