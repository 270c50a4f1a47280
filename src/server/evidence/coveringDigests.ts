import { digestName, type JudgedDigest } from '../../integrity/judgeDigests.ts'
import type { JudgedLogFile } from '../../integrity/judgeLogFiles.ts'
import { writePlace, placeOfLogFile } from '../../integrity/place.ts'
import { printPublicKeys } from '../../integrity/publicKeys.ts'
import type { DoneValidation } from '../integrity/validator.ts'
import type { DigestLine, LogFileValidation } from './digestLines.ts'
import { readDigestsAgain, type ReadDigest } from './readDigestsAgain.ts'

/** What a validation found of the log files of a bundle, and the digest files that it found it by. */
export class CoveringDigests {
  readonly #done: DoneValidation
  readonly #judged: ReadonlyMap<string, JudgedLogFile>
  readonly #digests = new Set<JudgedDigest>()

  constructor(done: DoneValidation) {
    this.#done = done
    // Those with problems come first: a log file that is valid at one of two places is valid.
    this.#judged = new Map(
      done.validation.logFiles.flatMap((each) => (each.file === null ? [] : [[each.file.uri, each]])),
    )
  }

  /** Whether no digest file names one of the log files that were looked up. */
  get isEmpty(): boolean {
    return this.#digests.size === 0
  }

  /** What was found of a log file; null if it was not validated. */
  lookUp(uri: string | null): LogFileValidation | null {
    const judged = uri === null ? undefined : this.#judged.get(uri)
    if (!judged) return null
    const { verdict, isProblem, reason, file, logged, digest } = judged
    if (digest !== null) this.#digests.add(digest)
    return {
      verdict,
      isProblem,
      reason,
      contentSha256: file!.sha256,
      expectedAt: logged && writePlace(placeOfLogFile(logged)),
      digest: digest && digest.file!.uri,
    }
  }

  /** The digest files that name the log files that were looked up, each behind its predecessor. */
  async *lines(signal: AbortSignal): AsyncGenerator<string> {
    const digests = [...this.#digests].toSorted(inChains)
    for await (const read of readDigestsAgain(digests, this.#done.source, signal))
      yield `${JSON.stringify(lineOf(read))}\n`
  }

  /** The public keys that they name, in the form of ListPublicKeys. */
  get publicKeys(): string {
    const named = [...this.#digests].map(({ digest }) => digest!.digestPublicKeyFingerprint.toLowerCase())
    return printPublicKeys(this.#done.validation.publicKeys, named)
  }
}

function lineOf({ judged, content, problem }: ReadDigest): DigestLine {
  const { file, verdict, isProblem, reason, isContradicted, signature } = judged
  return {
    uri: file!.uri,
    name: digestName(judged),
    verdict,
    isProblem,
    reason,
    isContradicted,
    signature,
    content,
    problem,
  }
}

/** Trail by trail, oldest first: chains do not cross. */
function inChains(one: JudgedDigest, other: JudgedDigest): number {
  const [a, b] = [chainOf(one), chainOf(other)]
  if (a !== b) return a < b ? -1 : 1
  return (one.key?.endMs ?? 0) - (other.key?.endMs ?? 0)
}

const chainOf = ({ place, key }: JudgedDigest): string =>
  [place?.bucket, key?.accountId, key?.region, key?.trailName, key?.isBackfill].join(' ')
