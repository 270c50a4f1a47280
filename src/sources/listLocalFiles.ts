import type { Stats } from 'node:fs'
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, sep } from 'node:path'
import { byDelivery, compareText } from './deliveryOrder.ts'
import type { FoundPath, ListedLogFile, ListingProblem } from './logFileSource.ts'

export interface LocalListing {
  /** Roughly in the order in which their events happened. */
  readonly logFiles: ListedLogFile[]
  readonly problems: ListingProblem[]
}

/**
 * Every given file, and all files in the given folders, however deep. Hidden files and folders are
 * skipped, and so are empty files, which the creation of a trail leaves behind. No file is listed
 * twice. Links inside a folder are only followed within the given paths: someone who can write into
 * a folder of log files must not decide what else is read on this machine.
 */
export async function listLocalFiles(
  paths: readonly string[],
  signal: AbortSignal,
  found: readonly FoundPath[] = [],
): Promise<LocalListing> {
  const listing: LocalListing = { logFiles: [], problems: [] }
  const walk: Walk = {
    roots: await realPaths([...paths, ...found.map(({ within }) => within)]),
    listing,
    seen: new Set(),
    signal,
  }
  for (const path of paths) await visit(path, null, walk)
  for (const { path, within } of found) await visit(path, within, walk)
  return { logFiles: byDelivery(listing.logFiles), problems: listing.problems }
}

interface Walk {
  /** The given paths, with links resolved. */
  readonly roots: readonly string[]
  readonly listing: LocalListing
  /** Files and folders that were visited, by device and inode. */
  readonly seen: Set<string>
  readonly signal: AbortSignal
}

/** Paths that do not exist are ignored here and reported when they are visited. */
async function realPaths(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.allSettled(paths.map((path) => realpath(path)))
  return found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
}

/** `folder`: the given folder in which the path was found; null when the path itself was given. */
async function visit(path: string, folder: string | null, walk: Walk): Promise<void> {
  const { listing, seen } = walk
  walk.signal.throwIfAborted()
  try {
    const target = folder === null ? null : await leadsOut(path, walk.roots)
    if (target !== null) {
      const reason = `This is a link to ${target}, which is outside the given paths. To load it, add that path.`
      listing.problems.push({ uri: path, reason })
      return
    }
    const status = await stat(path)
    const identity = `${status.dev}:${status.ino}`
    if (seen.has(identity)) return
    seen.add(identity)
    if (status.isDirectory()) {
      const names = (await readdir(path)).filter((name) => !name.startsWith('.')).toSorted(compareText)
      for (let i = 0; i < names.length; i += AT_ONCE) {
        const some = names.slice(i, i + AT_ONCE)
        await Promise.all(some.map((name) => visit(join(path, name), folder ?? path, walk)))
      }
    } else if (status.isFile()) {
      const name = folder === null ? basename(path) : relative(folder, path).replaceAll(sep, '/')
      if (status.size > 0)
        listing.logFiles.push({ uri: path, name, size: status.size, modifiedMs: status.mtimeMs })
    } else {
      const reason = `This is a ${kindOf(status)}. Only files, folders and standard input can be loaded.`
      listing.problems.push({ uri: path, reason })
    }
  } catch (error) {
    walk.signal.throwIfAborted()
    listing.problems.push({ uri: path, reason: reasonOf(error, path, folder !== null) })
  }
}

/** The target of a link that leads out of the roots; null for everything else. */
async function leadsOut(path: string, roots: readonly string[]): Promise<string | null> {
  if (!(await lstat(path)).isSymbolicLink()) return null
  const target = await realpath(path)
  return roots.some((root) => isWithin(root, target)) ? null : target
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function kindOf(status: Stats): string {
  if (status.isFIFO()) return 'pipe'
  return status.isSocket() ? 'socket' : 'device'
}

function reasonOf(error: unknown, path: string, wasFound: boolean): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  // Bytes that are not UTF-8 became U+FFFD, so the path no longer names the file.
  if (code === 'ENOENT' && wasFound && basename(path).includes('\u{fffd}'))
    return 'The file cannot be opened, because its name is not valid UTF-8. Rename it and load it again.'
  if (code === 'ENOENT')
    return wasFound
      ? 'This is a link to nothing, or the file was just removed.'
      : 'There is no such file or folder. Check the path.'
  if (code === 'EACCES' || code === 'EPERM') return 'Permission denied. Check the permissions of the file.'
  if (code === 'ELOOP') return 'This is a link to itself.'
  return `The file cannot be read: ${error instanceof Error ? error.message : String(error)}.`
}

/** How many files of a folder are visited at once. */
const AT_ONCE = 32
