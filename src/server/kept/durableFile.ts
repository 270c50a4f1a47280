import { constants } from 'node:fs'
import { copyFile, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

/** A file that cannot be read or written: its name without its folder, what happened and what to do, without a full stop. */
export class DurableFileError extends Error {}

export function unreadable(path: string, error: unknown): DurableFileError {
  return new DurableFileError(
    `${basename(path)} cannot be read: ${reasonOf(error)}. Make it readable, or move it away to begin a new one`,
  )
}

export function unwritable(path: string, error: unknown): DurableFileError {
  return new DurableFileError(
    `${basename(path)} cannot be written: ${reasonOf(error)}. What it held before is kept`,
  )
}

/** Faults that are named; the others are counted. */
const NAMED_FAULTS = 3

/** What is wrong with a file, in a sentence. `more`: `3 more`, what the faults that are not named are called. */
export function notReadAsAWhole(
  path: string,
  faults: readonly string[],
  more: (count: number) => string,
): string {
  const count = faults.length - NAMED_FAULTS
  const named = [...faults.slice(0, NAMED_FAULTS), ...(count > 0 ? [more(count)] : [])].join('; ')
  return `${basename(path)} cannot be read as a whole: ${named}.`
}

/** The calls on which it depends that what was acknowledged is on the disk. */
export interface Disk {
  readonly open: typeof open
  readonly rename: typeof rename
}

export const DISK: Disk = { open, rename }

/**
 * Replaces a file by being written aside and moved into place: it is always the one or the other as a whole. A link to a file stays
 * one. `beforeMove` runs while the old file is still there.
 */
export async function replaceFile(
  disk: Disk,
  path: string,
  text: string,
  beforeMove: () => Promise<void> = async () => {},
): Promise<void> {
  const target = await realpath(path).catch(() => path)
  const making = `${target}.making`
  try {
    await writeThrough(disk, making, text)
    await beforeMove()
    await disk.rename(making, target)
  } catch (error) {
    await rm(making, { force: true }).catch(() => {})
    throw error
  }
  await syncFolder(disk, dirname(target))
}

export const NO_FILE = ''

/** Changes when somebody writes the file. */
export async function stampOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs } = await stat(path, { bigint: true })
    return `${ino} ${size} ${mtimeNs}`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NO_FILE
    throw error
  }
}

async function writeThrough(disk: Disk, path: string, text: string): Promise<void> {
  const file = await disk.open(path, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * So that a new name outlives a power cut. The name itself is there and cannot be taken back, so a folder that cannot be synced (on
 * Windows none can) fails nothing.
 */
export async function syncFolder(disk: Disk, path: string): Promise<void> {
  const folder = await disk.open(path, 'r').catch(() => null)
  await folder?.sync().catch(() => {})
  await folder?.close()
}

/** Copies the file to the first name beside it that is free, and resolves to that name. */
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

/** In our words: the system's would name the file with all its folders. */
function reasonOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return 'the disk is full: make room and try again'
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'permission denied'
    case 'EISDIR':
      return 'it is a folder'
    case 'ENOENT':
    case 'ENOTDIR':
      return 'the data folder is gone'
    case 'ELOOP':
      return 'it is a link that leads to itself'
    case 'EMFILE':
    case 'ENFILE':
      return 'too many files are open'
    default:
      return `the system says ${code ?? 'no reason'}`
  }
}
