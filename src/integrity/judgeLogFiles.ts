import type { EventIntegrity, LogFileVerdict } from '../cloudtrail/integrity.ts'
import { readLogFileKey } from '../cloudtrail/logFileKey.ts'
import { DELIVERY_MS, deliveryOf, regionKey, type RegionCoverage } from './coverage.ts'
import type { LoggedFile } from './digestFile.ts'
import type { FoundFile } from './foundFile.ts'
import { placeOfLogFile, writePlace } from './place.ts'
import { isBelieved, isVerified, type JudgedDigest } from './judgeDigests.ts'
import { Places } from './places.ts'

export interface JudgedLogFile {
  readonly verdict: LogFileVerdict
  readonly isProblem: boolean
  readonly reason: string | null
  /** Null if it is missing. */
  readonly file: FoundFile | null
  /** As its digest file names it; null if none does. */
  readonly logged: LoggedFile | null
  /** The digest file that names it. */
  readonly digest: JudgedDigest | null
}

/** Where it is; where it should be, if it is missing. */
export const logFileName = ({ file, logged }: JudgedLogFile): string => file?.name ?? logged!.s3Object

export interface LogFileOptions {
  /** As `coverageOf` has it. */
  readonly coverage: ReadonlyMap<string, RegionCoverage>
  /** What was delivered before is not there, since it was not asked for. */
  readonly sinceMs: number | null
}

/** Judges all log files that are there, and those that digest files name and that are not there. */
export function judgeLogFiles(
  files: readonly FoundFile[],
  digests: readonly JudgedDigest[],
  { coverage, sinceMs }: LogFileOptions,
): readonly JudgedLogFile[] {
  const candidates = files.filter(({ kind }) => kind !== 'digest')
  const places = new Places(candidates)
  const byHash = new Map(candidates.flatMap((file) => (file.sha256 === null ? [] : [[file.sha256, file]])))
  const claimed = new Set<FoundFile>()
  const judged: JudgedLogFile[] = []
  for (const { logged, digest } of loggedFiles(digests)) {
    const found = judgeLogged(logged, places, byHash)
    if (found.verdict === 'missing' && isBefore(logged, sinceMs)) continue
    if (found.file !== null) claimed.add(found.file)
    judged.push({ ...found, logged, digest })
  }
  const expected = new Map(judged.map((each) => [each.logged!.hashValue, each]))
  const others = candidates.filter((file) => file.kind === 'log-file' && !claimed.has(file))
  return [...judged, ...others.map((file) => judgeUnnamed(file, expected, coverage))]
}

interface Named {
  readonly logged: LoggedFile
  readonly digest: JudgedDigest
}

/** Each log file once, by the most trustworthy digest file that names it. */
function loggedFiles(digests: readonly JudgedDigest[]): Iterable<Named> {
  const named = new Map<string, Named>()
  const trust = (digest: JudgedDigest) => Number(isBelieved(digest)) + Number(isVerified(digest))
  for (const digest of digests)
    for (const logged of digest.digest?.logFiles ?? []) {
      const at = writePlace(placeOfLogFile(logged))
      const before = named.get(at)
      if (!before || trust(digest) > trust(before.digest)) named.set(at, { logged, digest })
    }
  return named.values()
}

type Found = Pick<JudgedLogFile, 'verdict' | 'isProblem' | 'reason' | 'file'>

function judgeLogged(logged: LoggedFile, places: Places, byHash: ReadonlyMap<string, FoundFile>): Found {
  const place = placeOfLogFile(logged)
  const there = places.at(place)
  if (there?.sha256 === logged.hashValue)
    return { verdict: 'valid', isProblem: false, reason: null, file: there }
  const namesake = places.elsewhere(place)
  const moved = namesake?.sha256 === logged.hashValue ? namesake : byHash.get(logged.hashValue)
  if (there)
    return {
      verdict: 'modified',
      isProblem: true,
      reason: [
        there.problem ?? 'Its content is not what was delivered: it has another hash.',
        ...(moved ? [`What was delivered is in ${moved.name}.`] : []),
      ].join(' '),
      file: there,
    }
  if (moved)
    return {
      verdict: 'moved',
      isProblem: true,
      reason: `It was delivered to ${writePlace(place)}.`,
      file: moved,
    }
  return {
    verdict: 'missing',
    isProblem: true,
    reason: 'A digest file names it, and neither it nor its content is there.',
    file: null,
  }
}

function isBefore({ s3Object }: LoggedFile, sinceMs: number | null): boolean {
  const deliveredMs = readLogFileKey(s3Object)?.deliveredMs
  return sinceMs !== null && deliveredMs !== undefined && deliveredMs < sinceMs
}

/** A log file that no digest file names at its place. */
function judgeUnnamed(
  file: FoundFile,
  expected: ReadonlyMap<string, JudgedLogFile>,
  coverage: LogFileOptions['coverage'],
): JudgedLogFile {
  const original = file.sha256 === null ? undefined : expected.get(file.sha256)
  if (original)
    return {
      verdict: 'moved',
      isProblem: false,
      reason: `It is a copy of ${original.logged!.s3Object}.`,
      file,
      logged: original.logged,
      digest: original.digest,
    }
  const { isProblem, reason } = whyNotCovered(file, coverage)
  return { verdict: 'not-covered', isProblem, reason, file, logged: null, digest: null }
}

function whyNotCovered(
  file: FoundFile,
  coverage: LogFileOptions['coverage'],
): { readonly isProblem: boolean; readonly reason: string } {
  const delivery = deliveryOf(file)
  if (delivery === null)
    return {
      isProblem: false,
      reason: 'No digest file names it, and its name does not say when it was delivered.',
    }
  const { accountId, region, deliveredMs } = delivery
  const there = coverage.get(regionKey(accountId, region))
  if (!there)
    return { isProblem: false, reason: `There is no digest file of account ${accountId} in ${region}.` }
  const isWithin = there.covered.some(
    ({ startMs, endMs }) => startMs <= deliveredMs && deliveredMs + DELIVERY_MS <= endMs,
  )
  if (isWithin)
    return {
      isProblem: true,
      reason:
        'Digest files cover the time of its delivery and do not name it. Another trail without log file validation may have delivered it; otherwise it was added later.',
    }
  const gap = there.gaps.find(({ startMs, endMs }) => startMs <= deliveredMs && deliveredMs < endMs)
  if (gap) return { isProblem: gap.isProblem, reason: gap.reason }
  const newest = there.covered.at(-1)
  return newest !== undefined && deliveredMs + DELIVERY_MS > newest.endMs
    ? { isProblem: false, reason: 'It cannot be told yet: the digest file of its time is still to come.' }
    : { isProblem: false, reason: 'No valid digest file covers the time of its delivery.' }
}

/** What digest files say of the events of each log file, by its URI. */
export function integrityOfLogFiles(judged: readonly JudgedLogFile[]): ReadonlyMap<string, EventIntegrity> {
  return new Map(
    judged.flatMap((each) => (each.file === null ? [] : [[each.file.uri, integrityOf(each)] as const])),
  )
}

function integrityOf({ verdict, digest }: JudgedLogFile): EventIntegrity {
  if (verdict === 'not-covered') return 'not-covered'
  if (verdict === 'modified') return 'broken'
  if (digest?.isContradicted || digest?.verdict === 'wrong-signature') return 'broken'
  return digest && isVerified(digest) ? 'verified' : 'hash-only'
}
