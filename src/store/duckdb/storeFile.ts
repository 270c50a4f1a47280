import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { StoreError } from '../storeError.ts'

/**
 * The store's file as it was when opened: writes to a file that was moved away are lost without an
 * error.
 */
export class StoreFile {
  readonly #file: string | null
  readonly #inode: bigint | undefined

  constructor(file: string | null) {
    this.#file = file
    this.#inode = inodeOf(file)
  }

  get isInMemory(): boolean {
    return this.#file === null
  }

  /** Throws a {@link StoreError} if it is gone or was replaced. */
  check(): void {
    if (inodeOf(this.#file) === this.#inode) return
    throw new StoreError(
      `${basename(this.#file ?? '')} was removed or replaced while it was in use. Its previous content is still shown. Restart the console to load it again`,
    )
  }
}

function inodeOf(file: string | null): bigint | undefined {
  return file === null ? undefined : statSync(file, { bigint: true, throwIfNoEntry: false })?.ino
}
