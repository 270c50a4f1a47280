import { mkdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { OtherBuckets, PutFailure, PutFile } from '../../sources/destination.ts'
import { sideFileOf } from '../../sources/sideFile.ts'
import { DISK, syncFolder, unwritable, writeThrough } from '../kept/durableFile.ts'

/**
 * Folders as buckets: `FOLDER/BUCKET/KEY`, with the metadata in hidden files beside them. Every bucket
 * is there: its folder is made.
 */
export function folderBuckets(folder: string): OtherBuckets {
  const put = async ({ bucket, key, bytes, metadata }: PutFile): Promise<PutFailure | null> => {
    if (![bucket, ...key.split('/')].every(isName))
      return {
        code: 'InvalidArgument',
        message: `the key ${key} cannot be a path in the folder ${folder}. Change the trail's prefix`,
      }
    const path = join(folder, bucket, key)
    try {
      await makeFolder(dirname(path))
      // First, so that a digest file is never without its signature.
      if (Object.keys(metadata).length > 0) await place(sideFileOf(path), JSON.stringify(metadata))
      await place(path, bytes)
      return null
    } catch (error) {
      return { code: codeOf(error), message: unwritable(path, error).message }
    }
  }
  return {
    place: folder,
    put: async (files) => {
      const failures: (PutFailure | null)[] = []
      for (const file of files) failures.push(await put(file))
      return failures
    },
    check: async () => null,
  }
}

/** Whether it is the name of a file or a folder on every system, and leads nowhere else. */
const isName = (part: string): boolean =>
  // eslint-disable-next-line no-control-regex
  !/^\.{0,2}$|[\\:*?"<>|\u0000-\u001f]/.test(part)

const codeOf = (error: unknown): string =>
  ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')
    ? 'AccessDenied'
    : 'InternalError'

/** Makes a folder and those around it, which survive a power cut. */
async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true })
  if (first === undefined) return
  for (let made = path; made.length >= first.length; made = dirname(made))
    await syncFolder(DISK, dirname(made))
}

/** Writes a file beside its place, hidden, and moves it there: it is never there in part. */
async function place(path: string, content: string | Uint8Array): Promise<void> {
  const making = join(dirname(path), `.${basename(path)}.making`)
  try {
    await writeThrough(DISK, making, content)
    await DISK.rename(making, path)
  } catch (error) {
    await rm(making, { force: true }).catch(() => {})
    throw error
  }
  await syncFolder(DISK, dirname(path))
}
