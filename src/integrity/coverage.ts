import type { CoverageVerdict } from '../cloudtrail/integrity.ts'
import { readLogFileKey, readLogFileName } from '../cloudtrail/logFileKey.ts'
import { digestName, isBelieved, type JudgedDigest } from './judgeDigests.ts'
import type { FoundFile } from './foundFile.ts'

/** From `startMs` to below `endMs`. */
export interface Interval {
  readonly startMs: number
  readonly endMs: number
}

export interface Gap extends Interval {
  readonly accountId: string
  readonly region: string
  readonly reason: string
  readonly isProblem: boolean
}

/** What digest files say about the deliveries of an account and Region. */
export interface RegionCoverage {
  readonly accountId: string
  readonly region: string
  /** What digest files cover, joined, oldest first. */
  readonly covered: readonly Interval[]
  readonly gaps: readonly Gap[]
  /** Whether the digest file behind the newest one should have come by now. */
  readonly isOverdue: boolean
}

/** CloudTrail delivers within about this time after a call, and digest files after their hour. */
export const DELIVERY_MS = 15 * 60_000

/** What the digest files cover, by account and Region; `regionKey` names them. */
export function coverageOf(
  digests: readonly JudgedDigest[],
  files: readonly FoundFile[],
  nowMs: number,
): ReadonlyMap<string, RegionCoverage> {
  const lastDelivered = lastDeliveries(files)
  const byRegion = new Map<string, JudgedDigest[]>()
  for (const judged of digests) {
    if (judged.key === null) continue
    const key = regionKey(judged.key.accountId, judged.key.region)
    byRegion.set(key, [...(byRegion.get(key) ?? []), judged])
  }
  return new Map(
    [...byRegion].map(([key, ofRegion]) => [
      key,
      regionCoverage(ofRegion, lastDelivered.get(key) ?? null, nowMs),
    ]),
  )
}

export const regionKey = (accountId: string, region: string): string => `${accountId} ${region}`

function regionCoverage(
  digests: readonly JudgedDigest[],
  lastDeliveredMs: number | null,
  nowMs: number,
): RegionCoverage {
  const { accountId, region } = digests[0]!.key!
  const believed = digests.flatMap((judged) => (isBelieved(judged) ? intervalOf(judged) : []))
  const covered = joined(believed)
  const wrong = digests.filter((judged) => !isBelieved(judged))
  const newest = covered.at(-1) ?? null
  const length = believed.reduce((most, { startMs, endMs }) => Math.max(most, endMs - startMs), 0)
  const isOverdue = newest !== null && nowMs > newest.endMs + length + DELIVERY_MS
  const at = { accountId, region }
  const between = covered.slice(1).map(({ startMs: endMs }, index): Gap => {
    const startMs = covered[index]!.endMs
    const cause = wrong.find(({ key }) => key!.endMs > startMs && key!.endMs <= endMs)
    return {
      ...at,
      startMs,
      endMs,
      reason: cause
        ? `The digest file of this time is not valid or missing: ${digestName(cause)}.`
        : 'The digest file behind it starts a new chain: logging or log file validation was off, or all digest files of this time were removed.',
      isProblem: cause !== undefined,
    }
  })
  const tail: readonly Gap[] =
    newest !== null && isOverdue && lastDeliveredMs !== null && lastDeliveredMs >= newest.endMs
      ? [
          {
            ...at,
            startMs: newest.endMs,
            endMs: lastDeliveredMs + 60_000,
            reason:
              'Log files were delivered behind the newest digest file, and their digest file is not there though its time is over.',
            isProblem: true,
          },
        ]
      : []
  return { ...at, covered, gaps: [...between, ...tail], isOverdue }
}

const intervalOf = ({ digest }: JudgedDigest): readonly Interval[] =>
  digest ? [{ startMs: Date.parse(digest.digestStartTime), endMs: Date.parse(digest.digestEndTime) }] : []

/** Intervals that touch become one. */
function joined(intervals: readonly Interval[]): readonly Interval[] {
  const all: Interval[] = []
  for (const next of intervals.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = all.at(-1)
    if (last && next.startMs <= last.endMs)
      all[all.length - 1] = { startMs: last.startMs, endMs: Math.max(last.endMs, next.endMs) }
    else all.push(next)
  }
  return all
}

/** When the newest log file of each account and Region was delivered, by its name. */
function lastDeliveries(files: readonly FoundFile[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>()
  for (const file of files) {
    const named = deliveryOf(file)
    if (named === null) continue
    const key = regionKey(named.accountId, named.region)
    last.set(key, Math.max(last.get(key) ?? -Infinity, named.deliveredMs))
  }
  return last
}

/** What the name of a log file says about its delivery; null if it is not named as one. */
export function deliveryOf({ uri, kind }: FoundFile) {
  if (kind !== 'log-file') return null
  return readLogFileKey(uri.replaceAll('\\', '/')) ?? readLogFileName(uri.split(/[/\\]/).at(-1)!)
}

/** Whether digest files cover a time of an account and Region; `coverage` as `coverageOf` has it. */
export function coverageAt(
  coverage: RegionCoverage | undefined,
  { startMs, endMs }: Interval,
): CoverageVerdict {
  if (!coverage) return 'unknown'
  if (coverage.gaps.some((gap) => gap.startMs < endMs && gap.endMs > startMs)) return 'gap'
  return coverage.covered.some((each) => each.startMs <= startMs && each.endMs >= endMs)
    ? 'covered'
    : 'unknown'
}
