import { writeTime } from '../cloudtrail/writeTime.ts'
import type { RegionCoverage } from './coverage.ts'
import type { FoundFile } from './foundFile.ts'
import type { JudgedDigest } from './judgeDigests.ts'
import type { PublicKeys } from './publicKeys.ts'

/** How far a validation could go and why not further, in sentences. */
export function limitsOf(
  files: readonly FoundFile[],
  digests: readonly JudgedDigest[],
  coverage: ReadonlyMap<string, RegionCoverage>,
  { publicKeys, sinceMs }: { readonly publicKeys: PublicKeys; readonly sinceMs: number | null },
): readonly string[] {
  return [
    ...withoutDigests(files, digests),
    ...withoutKeys(digests, publicKeys),
    ...withoutSignature(digests, publicKeys),
    ...behindNewest(coverage),
    ...outside(files, sinceMs),
  ]
}

function withoutDigests(files: readonly FoundFile[], digests: readonly JudgedDigest[]): readonly string[] {
  if (digests.length > 0) return []
  return files.length === 0
    ? ['There are no log files and no digest files.']
    : [
        'There are no digest files, so nothing can be said of the log files. A trail writes digest files if log file validation is on; they are in the folder CloudTrail-Digest beside CloudTrail.',
      ]
}

function withoutKeys(digests: readonly JudgedDigest[], publicKeys: PublicKeys): readonly string[] {
  if (digests.length === 0 || publicKeys.size > 0) return []
  return [
    'No public keys are known. Hashes were compared, and no signature was verified, so a log file may have been changed together with its digest file. Save the output of “aws cloudtrail list-public-keys” for the time of the digest files, and give it with --public-keys FILE, or have CloudTrail asked for them with --public-keys-from PROFILE.',
  ]
}

function withoutSignature(digests: readonly JudgedDigest[], publicKeys: PublicKeys): readonly string[] {
  const count = digests.filter(({ verdict }) => verdict === 'not-verified').length
  if (publicKeys.size === 0 || count === 0) return []
  return [
    `${count === 1 ? 'One digest file has' : `${count} digest files have`} no signature that could be verified. In S3 it is in the metadata of the object, which a copy does not have; all but the newest digest file of a chain can be verified by the next one.`,
  ]
}

function behindNewest(coverage: ReadonlyMap<string, RegionCoverage>): readonly string[] {
  const regions = [...coverage.values()].filter(({ covered }) => covered.length > 0)
  if (regions.length === 0) return []
  const ends = regions.map(({ covered }) => covered.at(-1)!.endMs)
  const [first, last] = [Math.min(...ends), Math.max(...ends)].map(writeTime)
  const when = first === last ? `at ${first}` : `between ${first} and ${last}, by account and Region`
  return [
    `The newest digest files end ${when}. Nothing is known of later deliveries: a newest digest file that was removed cannot be told from one that was never delivered.`,
  ]
}

function outside(files: readonly FoundFile[], sinceMs: number | null): readonly string[] {
  const others = files.filter(({ kind }) => kind === 'other').length
  return [
    ...(sinceMs === null ? [] : [`What was delivered before ${writeTime(sinceMs)} was left out.`]),
    ...(others === 0
      ? []
      : [
          others === 1
            ? 'One other file is neither a log file nor a digest file.'
            : `${others} other files are neither log files nor digest files.`,
        ]),
  ]
}
