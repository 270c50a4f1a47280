import { isDigestName } from '../../cloudtrail/logFileKey.ts'
import type { FoundFile } from '../../integrity/foundFile.ts'
import type { PublicKeys } from '../../integrity/publicKeys.ts'
import { validationOf, type Validation } from '../../integrity/validation.ts'
import type { Listed } from '../../sources/logFileSource.ts'
import { readFoundFile, type FilesToValidate } from './readFoundFile.ts'

export interface ValidationProgress {
  /** Listed so far. */
  readonly files: number
  readonly filesDone: number
  /** As stored. */
  readonly bytesDone: number
}

export interface SourceValidationOptions {
  /** The public keys that are known, once the digest files were read. */
  readonly publicKeys: (files: readonly FoundFile[]) => Promise<PublicKeys>
  readonly nowMs: number
  /** What was delivered before is not in the source. */
  readonly sinceMs: number | null
  readonly signal: AbortSignal
  readonly onProgress: (progress: ValidationProgress) => void
}

/** Validates all files of a source. Reads each once; keeps their hashes and the digest files. */
export async function validateSource(
  source: FilesToValidate,
  { publicKeys, nowMs, sinceMs, signal, onProgress }: SourceValidationOptions,
): Promise<Validation> {
  const found: FoundFile[] = []
  const progress = { files: 0, filesDone: 0, bytesDone: 0 }
  const listing = source.list(signal)[Symbol.asyncIterator]()
  const work = async (): Promise<void> => {
    for (let next = await listing.next(); !next.done; next = await listing.next()) {
      progress.files++
      const file = await readListed(source, next.value, signal)
      if (file !== null) found.push(file)
      progress.filesDone++
      if (next.value.kind === 'log-file') progress.bytesDone += next.value.logFile.size
      onProgress({ ...progress })
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  } finally {
    await listing.return?.()
  }
  // The order of reading is chance.
  found.sort((a, b) => (a.uri < b.uri ? -1 : 1))
  return validationOf(found, { publicKeys: await publicKeys(found), nowMs, sinceMs })
}

/** How many files are read at once: their bytes are unpacked on other cores. */
const AT_ONCE = 8

function readListed(
  source: FilesToValidate,
  listed: Listed,
  signal: AbortSignal,
): Promise<FoundFile> | FoundFile | null {
  signal.throwIfAborted()
  if (listed.kind === 'log-file') return readFoundFile(source, listed.logFile, signal)
  if (listed.kind === 'digest-files') return null
  const { uri, reason } = listed.problem
  // What cannot be opened is still there.
  return /_CloudTrail[A-Za-z-]*_/.test(uri)
    ? {
        uri,
        name: uri,
        kind: isDigestName(uri) ? 'digest' : 'log-file',
        sha256: null,
        problem: reason,
        digest: null,
        signature: null,
      }
    : null
}
