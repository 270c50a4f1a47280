import type { DigestVerdict } from '../../cloudtrail/integrity.ts'
import { isVerified } from '../../integrity/judgeDigests.ts'
import { placeOfLogFile, writePlace } from '../../integrity/place.ts'
import type { BundleFault } from './bundleFault.ts'
import { DIGESTS, LOG_FILES } from './bundleManifest.ts'
import type { DigestLine, LogFileLine } from './digestLines.ts'
import type { JudgedLine } from './judgedLines.ts'

/** Why no digest file vouches for a log file. */
export type Unvouched = 'modified' | 'not-named' | 'not-verified' | 'not-inside' | 'not-validated'

/** What the digest files of a bundle say of its log files. */
export interface DigestReport {
  /** How many are inside. */
  readonly digests: number
  /** Those whose signature is right. */
  readonly signed: number
  /** Those whose signature was right when the bundle was made, and whose public key is not among those given. */
  readonly ofOtherKeys: number
  /** How many log files have the SHA-256 that a verified digest file names. */
  readonly vouched: number
  readonly unvouched: Readonly<Record<Unvouched, number>>
  /** What was wrong with log files and digest files when the bundle was made, in sentences. */
  readonly notes: readonly string[]
  /** What the bundle says of them and its digest files do not. */
  readonly faults: readonly BundleFault[]
}

/** Counts what digest files say now, and compares it with what the bundle says that the validation found. */
export class DigestTally implements DigestReport {
  digests = 0
  signed = 0
  ofOtherKeys = 0
  vouched = 0
  readonly unvouched: Record<Unvouched, number> = {
    modified: 0,
    'not-named': 0,
    'not-verified': 0,
    'not-inside': 0,
    'not-validated': 0,
  }
  readonly notes: string[] = []
  readonly faults: BundleFault[] = []
  readonly #areKeysGiven: boolean

  /** `areKeysGiven`: the public keys are not those in the bundle. */
  constructor(areKeysGiven: boolean) {
    this.#areKeysGiven = areKeysGiven
  }

  addDigest({ line, judged }: JudgedLine): void {
    const { name, verdict, isContradicted } = line
    this.digests++
    if (judged.isSigned) this.signed++
    if (VERIFIED.includes(verdict) && !VERIFIED.includes(judged.verdict)) {
      if (this.#areKeysGiven && OF_OTHER_KEY.includes(judged.verdict)) this.ofOtherKeys++
      else this.#fault(DIGESTS, `${name}: It was verified when the bundle was made. ${judged.reason}`)
    } else this.#noteProblem(name, judged.verdict === 'wrong-signature' ? judged : line)
    if (isContradicted) this.#noteProblem(name, CONTRADICTED)
  }

  /** A digest file that could not be read for the bundle. */
  addUnread({ name, problem }: DigestLine): void {
    this.#noteProblem(name, { isProblem: true, reason: `It is not in the bundle. ${problem}` })
  }

  /** Log files that, as their lines say, a digest file names. */
  addNamed(logFiles: readonly LogFileLine[], { line, judged }: JudgedLine): void {
    const hashes = new Map(
      judged.digest?.logFiles.map((logged) => [writePlace(placeOfLogFile(logged)), logged.hashValue]),
    )
    for (const { name, validation } of logFiles) {
      const { verdict, expectedAt, contentSha256 } = validation!
      this.#noteProblem(name, validation!)
      if (verdict === 'modified') this.unvouched.modified++
      else if (hashes.get(expectedAt ?? '') !== contentSha256)
        this.#fault(LOG_FILES, `${name}: Its digest file does not name the SHA-256 that was found of it.`)
      else if (isVerified(judged) && !line.isContradicted) this.vouched++
      else this.unvouched['not-verified']++
    }
  }

  /** Log files whose digest file is not in the bundle. */
  addNotInside(logFiles: readonly LogFileLine[]): void {
    for (const { name, validation } of logFiles) {
      this.#noteProblem(name, validation!)
      this.unvouched['not-inside']++
    }
  }

  /** A log file that, as its line says, no digest file names. */
  addUnnamed({ name, validation }: LogFileLine): void {
    if (validation) this.#noteProblem(name, validation)
    this.unvouched[validation ? 'not-named' : 'not-validated']++
  }

  #noteProblem(name: string, { isProblem, reason }: Finding): void {
    if (isProblem) this.notes.push(`${name}: ${reason}`)
  }

  #fault(part: string, reason: string): void {
    this.faults.push({ part, reason })
  }
}

interface Finding {
  readonly isProblem: boolean
  readonly reason: string | null
}

const VERIFIED: readonly DigestVerdict[] = ['verified', 'verified-by-successor']

const OF_OTHER_KEY: readonly DigestVerdict[] = ['unknown-key', 'unreadable-key']

const CONTRADICTED: Finding = {
  isProblem: true,
  reason: 'The digest file behind it names another content or signature, so one of the two was replaced.',
}
