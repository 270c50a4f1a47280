import { readDigestFile, sha256Of } from '../../integrity/digestFile.ts'
import type { FoundFile } from '../../integrity/foundFile.ts'
import { judgeDigests, type JudgedDigest } from '../../integrity/judgeDigests.ts'
import type { PublicKeys } from '../../integrity/publicKeys.ts'
import type { InsideLine } from './digestLines.ts'

export interface JudgedLine {
  readonly line: InsideLine
  readonly judged: JudgedDigest
}

/**
 * Judges the digest files that are inside a bundle, each by the one before and the one behind it: in a bundle, a digest
 * file is next to its predecessor. Has three of them in memory.
 */
export async function* judgedLines(
  lines: AsyncIterable<InsideLine>,
  publicKeys: PublicKeys,
): AsyncGenerator<JudgedLine> {
  let previous: Inside | null = null
  let current: Inside | null = null
  for await (const line of lines) {
    const next: Inside = { line, file: fileOf(line) }
    if (current) yield judgeBetween(previous, current, next, publicKeys)
    previous = current
    current = next
  }
  if (current) yield judgeBetween(previous, current, null, publicKeys)
}

interface Inside {
  readonly line: InsideLine
  readonly file: FoundFile
}

function fileOf({ uri, name, signature, content }: InsideLine): FoundFile {
  const sha256 = sha256Of(Buffer.from(content))
  return { uri, name, kind: 'digest', sha256, problem: null, digest: readDigestFile(content), signature }
}

function judgeBetween(
  previous: Inside | null,
  { line, file }: Inside,
  next: Inside | null,
  publicKeys: PublicKeys,
): JudgedLine {
  const files = [previous?.file, file, next?.file].filter((each) => each !== undefined)
  const all = judgeDigests(files, { publicKeys, sinceMs: null })
  return { line, judged: all.find((judged) => judged.file === file)! }
}
