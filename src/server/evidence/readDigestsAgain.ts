import { sha256Of } from '../../integrity/digestFile.ts'
import type { JudgedDigest } from '../../integrity/judgeDigests.ts'
import { contentOf, type FilesToValidate } from '../integrity/readFoundFile.ts'

export interface ReadDigest {
  readonly judged: JudgedDigest
  /** Its text; null if it is no longer what was validated. */
  readonly content: string | null
  /** Why not, in a sentence. */
  readonly problem: string | null
}

/** How many digest files are read at once: a bucket takes a while for each. */
const AT_ONCE = 8

/** Reads digest files once more after their validation, which keeps only what they say. */
export async function* readDigestsAgain(
  digests: readonly JudgedDigest[],
  source: Pick<FilesToValidate, 'open'>,
  signal: AbortSignal,
): AsyncGenerator<ReadDigest> {
  let failure: string | null = null
  for (let first = 0; first < digests.length; first += AT_ONCE) {
    const some = digests.slice(first, first + AT_ONCE)
    if (failure !== null) {
      yield* some.map((judged) => unread(judged, failure!))
      continue
    }
    const read = await Promise.all(some.map((judged) => readAgain(judged, source, signal)))
    yield* read
    // A bucket that cannot be reached lets every reader wait for minutes, so it is given up.
    if (read.every(({ isFailure }) => isFailure)) failure = `It was not read. ${read[0]!.problem}`
  }
}

interface Attempt extends ReadDigest {
  /** That of the source, rather than of the file. */
  readonly isFailure?: boolean
}

async function readAgain(
  judged: JudgedDigest,
  source: Pick<FilesToValidate, 'open'>,
  signal: AbortSignal,
): Promise<Attempt> {
  const { uri, sha256 } = judged.file!
  try {
    const { digestText, problem } = await contentOf(source.open(uri), true, signal)
    if (problem !== null) return unread(judged, problem)
    // The text of bytes that are not UTF-8 has another hash than they have.
    return digestText !== null && sha256Of(Buffer.from(digestText)) === sha256
      ? { judged, content: digestText, problem: null }
      : unread(judged, 'It was changed since it was validated.')
  } catch (error) {
    signal.throwIfAborted()
    const sentence = (error as Error).message.replace(/\.?$/, '.')
    return { ...unread(judged, `It cannot be read: ${sentence}`), isFailure: true }
  }
}

const unread = (judged: JudgedDigest, problem: string): ReadDigest => ({ judged, content: null, problem })
