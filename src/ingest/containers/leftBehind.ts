import type { DecompressionBudget, LogFileLimits } from '../reading.ts'
import type { ByteSource } from './byteSource.ts'
import { spend } from './inflate.ts'

/** What decompression needs besides its bytes. `note`: a problem that ends nothing. */
export interface Decompression {
  readonly limits: LogFileLimits
  readonly budget: DecompressionBudget
  readonly note: (reason: string) => void
}

/** Whether bytes that are not compressed look like the start of a log file. */
export function looksLikeLogFile(bytes: Buffer): boolean {
  return /^\s*[[{]/.test(bytes.toString('latin1', 0, 1000))
}

/**
 * Everything behind the compressed data: text of a log file is returned, other bytes are counted and
 * noted. Zeros are padding, and nothing is said of them.
 */
export async function* leftBehind(
  source: ByteSource,
  { limits, budget, note }: Decompression,
): AsyncGenerator<Buffer> {
  let leftOut = 0
  let isPadding = true
  let isText: boolean | null = null
  for (;;) {
    const ahead = await source.peek(1000)
    if (ahead.length === 0) break
    const piece = (await source.next())!
    isPadding &&= piece.every((byte) => byte === 0)
    if (isPadding) continue
    isText ??= looksLikeLogFile(ahead)
    if (isText) {
      spend(budget, piece.length, piece.length, limits)
      yield piece
    } else leftOut += piece.length
  }
  if (leftOut > 0) note(describeLeftBehind(leftOut))
}

export function describeLeftBehind(count: number): string {
  const bytes = count === 1 ? 'The last byte' : `The last ${count} bytes`
  return `${bytes} of the file, behind the compressed data, ${were(count)} not compressed and ${were(count)} left out.`
}

export function countOfBytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`
}

export function were(count: number): string {
  return count === 1 ? 'was' : 'were'
}
