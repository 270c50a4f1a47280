import { constants } from 'node:fs'
import { copyFile, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

/**
 * A file that cannot be read or written: its name without the folder, what happened and what to do,
 * without a full stop.
 */
export class DurableFileError extends Error {}

export function unreadable(path: string, error: unknown): DurableFileError {
  return new DurableFileError(
    `${basename(path)} cannot be read: ${reasonOf(error)}. Make it readable, or move it away to start a new one`,
  )
}

export function unwritable(path: string, error: unknown): DurableFileError {
  return new DurableFileError(`${basename(path)} cannot be written: ${reasonOf(error)}. Nothing was changed`)
}

/** How many faults are listed; the others are counted. */
const NAMED_FAULTS = 3

/**
 * What is wrong with a file, in a sentence. `more`: what the unlisted faults are called, as in
 * `3 more`.
 */
export function notReadAsAWhole(
  path: string,
  faults: readonly string[],
  more: (count: number) => string,
): string {
  const count = faults.length - NAMED_FAULTS
  const named = [...faults.slice(0, NAMED_FAULTS), ...(count > 0 ? [more(count)] : [])].join('; ')
  return `${basename(path)} cannot be read completely: ${named}.`
}

/** The system calls that put acknowledged data on the disk. */
export interface Disk {
  readonly open: typeof open
  readonly rename: typeof rename
}

export const DISK: Disk = { open, rename }

/**
 * Replaces a file by writing another one and moving it into place: the file always has the old
 * content or the new. A link to a file stays a link. `beforeMove` runs while the old file is still
 * there; `mode` says who may read the new one.
 */
export async function replaceFile(
  disk: Disk,
  path: string,
  text: string,
  { beforeMove, mode }: { readonly beforeMove?: () => Promise<void>; readonly mode?: number } = {},
): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const making = `${target}.making`
  try {
    await writeThrough(disk, making, text, mode)
    await beforeMove?.()
    await disk.rename(making, target)
  } catch (error) {
    await rm(making, { force: true }).catch(() => {})
    throw error
  }
  await syncFolder(disk, dirname(target))
}

export const NO_FILE = ''

/** Changes whenever the file is written. */
export async function stampOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true })
    return `${ino} ${size} ${mtimeNs}`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NO_FILE
    throw error
  }
}

/** Writes a file that is on the disk once it resolves. Until then it may have a part of the content. */
export async function writeThrough(
  disk: Disk,
  path: string,
  content: string | Uint8Array,
  mode?: number,
): Promise<void> {
  const file = await disk.open(path, 'w', mode)
  try {
    // It may be left over from a process that was killed.
    if (mode !== undefined) await file.chmod(mode)
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Makes a new name survive a power cut. The file has its new name already and that cannot be
 * undone, so a folder that cannot be synced (on Windows none can) is not an error.
 */
export async function syncFolder(disk: Disk, path: string): Promise<void> {
  const folder = await disk.open(path, 'r').catch(() => null)
  await folder?.sync().catch(() => {})
  await folder?.close()
}

/** Copies the file to the first free name beside it. Resolves to that name. */
export async function copyAside(path: string): Promise<string> {
  for (let number = 1; ; number++) {
    const aside = `${path}.broken${number === 1 ? '' : `-${number}`}`
    try {
      await copyFile(path, aside, constants.COPYFILE_EXCL)
      return aside
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

/** In our own words: the system's message would name the file with all its folders. */
function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'the disk is full. Free some space and try again'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'permission denied'
    case 'EISDIR':
      return 'it is a folder'
    case 'ENOENT':
    case 'ENOTDIR':
      return 'the data folder no longer exists'
    case 'ELOOP':
      return 'it is a link to itself'
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open'
    default:
      return `the system reports ${code ?? 'an unknown error'}`
  }
}
