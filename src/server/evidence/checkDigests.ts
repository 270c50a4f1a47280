import type { PublicKeys } from '../../integrity/publicKeys.ts'
import { DIGESTS, LOG_FILES } from './bundleManifest.ts'
import type { ZipPart } from './bundleZip.ts'
import { digestLine, logFileLine, type LogFileLine } from './digestLines.ts'
import { DigestTally, type DigestReport } from './digestTally.ts'
import { judgedLines } from './judgedLines.ts'
import { partLines } from './partLines.ts'

export interface DigestKeys {
  readonly publicKeys: PublicKeys
  /** Whether they were given, rather than found in the bundle. */
  readonly areGiven: boolean
}

/**
 * Checks the digest files of a bundle that is intact, and its log files by them. Some hundred bytes of memory for each
 * log file. Throws an UnreadableLine.
 */
export async function checkDigests(
  file: number,
  parts: readonly ZipPart[],
  { publicKeys, areGiven }: DigestKeys,
): Promise<DigestReport> {
  const tally = new DigestTally(areGiven)
  const waiting = new Map<string, LogFileLine[]>()
  for await (const logFile of partLines(file, parts, LOG_FILES, logFileLine)) {
    const digest = logFile.validation?.digest
    if (!digest) tally.addUnnamed(logFile)
    else if (waiting.has(digest)) waiting.get(digest)!.push(logFile)
    else waiting.set(digest, [logFile])
  }
  const inside = async function* () {
    for await (const line of partLines(file, parts, DIGESTS, digestLine)) {
      const { content } = line
      if (content === null) tally.addUnread(line)
      else yield { ...line, content }
    }
  }
  for await (const digest of judgedLines(inside(), publicKeys)) {
    tally.addDigest(digest)
    tally.addNamed(waiting.get(digest.line.uri) ?? [], digest)
    waiting.delete(digest.line.uri)
  }
  for (const logFiles of waiting.values()) tally.addNotInside(logFiles)
  return tally
}
