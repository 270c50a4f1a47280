import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { isDigestName } from '../../cloudtrail/logFileKey.ts'
import { readDigestFile } from '../../integrity/digestFile.ts'
import { CorruptInput } from '../../ingest/containers/corruptInput.ts'
import type { FoundFile } from '../../integrity/foundFile.ts'
import type { ListedLogFile, LogFileSource } from '../../sources/logFileSource.ts'
import { whyNotRead } from '../../sources/whyNotRead.ts'

/** What a validation needs of a source. */
export type FilesToValidate = Pick<LogFileSource, 'list' | 'open' | 'metadata'>

/**
 * Reads a file once, piece by piece, for its hash and its kind; of a digest file also what it says.
 * Rejects if its source fails, as a bucket without a connection does.
 */
export async function readFoundFile(
  source: FilesToValidate,
  { uri, name }: ListedLogFile,
  signal: AbortSignal,
): Promise<FoundFile> {
  const isNamedDigest = isDigestName(uri)
  const { sha256, problem, start, digestText } = await contentOf(source.open(uri), isNamedDigest, signal)
  const isDigest = isNamedDigest || digestText !== null
  return {
    uri,
    name,
    kind: isDigest ? 'digest' : isLogFile(uri, start) ? 'log-file' : 'other',
    sha256,
    problem,
    digest: digestText === null || sha256 === null ? null : readDigestFile(digestText),
    signature: isDigest ? ((await source.metadata(uri))?.['signature'] ?? null) : null,
  }
}

const baseName = (uri: string): string => uri.split(/[/\\]/).at(-1)!

/** By its name; a file with another name by its content. */
function isLogFile(uri: string, start: string): boolean {
  if (/\d{12}_CloudTrail[A-Za-z-]*_[a-z0-9-]+_\d{8}T\d{4,6}Z/.test(baseName(uri))) return true
  return /"Records"\s*:/.test(start) && !start.includes('aws:s3')
}

interface Content {
  /** Decompressed; null if it cannot be read. */
  readonly sha256: string | null
  readonly problem: string | null
  /** As text. */
  readonly start: string
  /** Null if it is no digest file. */
  readonly digestText: string | null
}

/** How much of a file shows what it is. */
const START_BYTES = 4096

/** Digest files name some hundred log files; this is far beyond. */
const MOST_DIGEST_BYTES = 64 * 1024 * 1024

/** Reads a file to its end. `isNamedDigest`: it is taken for a digest file, whatever is in it. */
export async function contentOf(
  bytes: AsyncIterable<Uint8Array>,
  isNamedDigest: boolean,
  signal: AbortSignal,
): Promise<Content> {
  const hash = createHash('sha256')
  const kept: Uint8Array[] = []
  let keptBytes = 0
  const startText = () => Buffer.concat(kept).toString('utf8', 0, START_BYTES)
  let isDigest: boolean | null = isNamedDigest ? true : null
  const take = (chunk: Uint8Array) => {
    hash.update(chunk)
    if (keptBytes >= START_BYTES) isDigest ??= startText().includes('"digestS3Object"')
    if (keptBytes >= (isDigest === false ? START_BYTES : MOST_DIGEST_BYTES)) return
    kept.push(chunk)
    keptBytes += chunk.length
  }
  const problem = await unpackedTo(take, bytes, signal)
  const start = startText()
  return {
    sha256: problem === null ? hash.digest('hex') : null,
    problem,
    start,
    digestText:
      (isDigest ?? start.includes('"digestS3Object"')) ? Buffer.concat(kept).toString('utf8') : null,
  }
}

/** Resolves to why the file cannot be read, in a sentence; null if it was read to its end. */
async function unpackedTo(
  take: (chunk: Uint8Array) => void,
  bytes: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<string | null> {
  const drain = async (chunks: AsyncIterable<Uint8Array>) => {
    for await (const chunk of chunks) take(chunk)
  }
  const iterator = bytes[Symbol.asyncIterator]()
  try {
    const first = await iterator.next()
    const all = joined(first, iterator)
    if (isGzip(first)) await pipeline(all, createGunzip(), drain, { signal })
    else await pipeline(all, drain, { signal })
    return null
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof CorruptInput) return error.message
    const { code = '' } = error as NodeJS.ErrnoException
    if (code.startsWith('Z_')) return 'It cannot be unpacked: its gzip data is damaged.'
    if (['EACCES', 'EPERM', 'ENOENT', 'EIO'].includes(code)) return `It cannot be read: ${whyNotRead(error)}.`
    throw error
  } finally {
    await iterator.return?.()
  }
}

async function* joined(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  for (let next = first; !next.done; next = await rest.next()) yield next.value
}

const isGzip = ({ done, value }: IteratorResult<Uint8Array>): boolean =>
  !done && value[0] === 0x1f && value[1] === 0x8b
