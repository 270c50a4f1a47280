import type { LoadProgress } from '../../models/queries/loadLogFile.ts'
import { countOf, formatBytes, formatCount } from '../../ui/numbers.ts'

/** How far the files of a batch are, which are loaded one after another. */
export interface BatchProgress {
  readonly files: number
  /** Of all files. */
  readonly bytes: number
  /** Files that have ended, loaded or not, and their bytes. */
  readonly filesDone: number
  readonly bytesDone: number
  /** The file that is being loaded. */
  readonly current: LoadProgress & { readonly size: number }
  /** Whether it is being stopped. */
  readonly isCanceling: boolean
}

export const NO_PROGRESS: LoadProgress = { sent: 0, read: 0, stored: 0 }

/** Rough shares of the time that each step of loading takes. */
const SHARES = { sent: 0.1, read: 0.6, stored: 0.3 } as const

/** From 0 to 1. It is 1 only when all files have ended. */
export function shareDone({ files, bytes, filesDone, bytesDone, current }: BatchProgress): number {
  if (filesDone === files) return 1
  if (bytes === 0) return filesDone / files
  const { sent, read, stored, size } = current
  const done = SHARES.sent * sent + SHARES.read * read + SHARES.stored * stored
  // What is sent may be more than the file: its progress counts the request's own bytes.
  return Math.min(0.99, (bytesDone + Math.min(size, done)) / bytes)
}

/** Below, a file is loaded before anybody could read what is being done with it. */
const LARGE = 256 * 1024

/** `1 of 3 files, 2.1 MB of 4.2 MB read` */
export function progressInWords(progress: BatchProgress): string {
  const { files, bytes, filesDone, bytesDone, current, isCanceling } = progress
  const count = `${formatCount(filesDone)} of ${countOf(files, 'file')}`
  if (isCanceling) return `${count}. Canceling…`
  const { sent, read, size } = current
  const of = (part: number) => `${formatBytes(bytesDone + Math.min(part, size))} of ${formatBytes(bytes)}`
  if (size < LARGE) return `${count}, ${of(0)}`
  if (sent < size) return `${count}, ${of(sent)} sent`
  if (read < size) return `${count}, ${of(read)} read`
  return `${count}, ${of(read)} read, storing events`
}
