import { StoreInterrupted } from '../eventStore.ts'
import { StoreDamaged, StoreError } from '../storeError.ts'

export function whyNotOpened(error: unknown, folder: string, file: string): StoreError {
  if (error instanceof StoreError) return error
  const { message } = error as Error
  if (isInUse(error))
    return new StoreError(
      `The event data store in ${folder} is in use by another process. Stop that process, or choose another --data folder.`,
      { isInUse: true },
    )
  if (/EACCES|EPERM|EROFS|permission denied|read-only/i.test(message))
    return new StoreError(`The folder ${folder} is not writable. Choose another --data folder.`)
  if (/ENOENT.* mkdir/.test(message))
    return new StoreError(`The folder ${folder} cannot be created. Choose another --data folder.`)
  if (/EEXIST|ENOTDIR/i.test(message))
    return new StoreError(`${folder} is not a folder. Choose another --data folder.`)
  if (isFull(message))
    return new StoreError(
      `The disk of ${folder} is full. Free some space and start again, or choose another --data folder.`,
    )
  if (isDamaged(message))
    return new StoreError(
      `The event data store ${file} is damaged. Move it away to start a new one, or choose another --data folder.`,
    )
  return new StoreError(`The event data store in ${folder} cannot be opened: ${message.split('\n')[0]}`)
}

/** The reason and what to do about it, to follow a colon, without a full stop. */
export function whyNotWritten(error: unknown): StoreError | StoreInterrupted {
  if (error instanceof StoreError || error instanceof StoreInterrupted) return error
  const { message } = error as Error
  if (isOutOfMemory(error))
    return new StoreError(
      'it needs more memory than the event data store may use. Data that was stored before is safe. Try again, or load less at once',
      { cause: error },
    )
  if (isFull(message))
    return new StoreError(
      'the disk of the event data store is full. Data that was stored before is safe. Free some space and try again',
    )
  if (isDamaged(message))
    return new StoreError(
      'the event data store is damaged. Stop the console, move the store away and start again',
    )
  return new StoreError(
    'the event data store cannot be written. Data that was stored before is safe. Restart the console. Its terminal output has the details',
    { cause: error },
  )
}

/** The error to report for a statement that failed, as one that read what is damaged says it in words of the engine. */
export function whyNotRead(error: unknown): unknown {
  const [, said] =
    /^Invalid Input Error: (The file \S+ of the event data store is damaged .*)/s.exec(
      (error as Error).message,
    ) ?? []
  return said === undefined ? error : new StoreDamaged(said)
}

export function isInUse(error: unknown): boolean {
  return /could not set lock|conflicting lock|being used by another process/i.test((error as Error).message)
}

/** The engine gave up on the store's file: see attachment.ts. */
export function isInvalidated(error: unknown): boolean {
  return /database has been invalidated|"store" has been invalidated/i.test((error as Error).message)
}

/** The engine gave up on the file after a commit, which is kept. */
export function isCommitted(error: unknown): boolean {
  return /commit succeeded and is durable/i.test((error as Error).message)
}

/** The statement needs more memory than the engine may use. It had no effect. */
export function isOutOfMemory(error: unknown): boolean {
  const { message, cause } = error as Error
  if (cause instanceof Error) return isOutOfMemory(cause)
  return !isInvalidated(error) && /out of memory|failed to (?:pin|allocate)|could not allocate/i.test(message)
}

/** A file size limit or a quota has the same effect as a full disk. */
export function isFull(message: string): boolean {
  return /ENOSPC|no space left|EFBIG|file too large|quota exceeded|not enough space/i.test(message)
}

function isDamaged(message: string): boolean {
  return /not a valid DuckDB database|could not read enough bytes|corrupt|checksum/i.test(message)
}
