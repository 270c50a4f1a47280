import type { ValidatedDigest, ValidatedLogFile, ValidationResponse } from '../../api/integrity.ts'
import { deliveryOf } from '../../integrity/coverage.ts'
import { placeOfLogFile, previousPlace, writePlace } from '../../integrity/place.ts'
import { digestName, type JudgedDigest } from '../../integrity/judgeDigests.ts'
import { logFileName, type JudgedLogFile } from '../../integrity/judgeLogFiles.ts'
import { digestCounts, logFileCounts, type Validation } from '../../integrity/validation.ts'
import { readLogFileKey } from '../../cloudtrail/logFileKey.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import type { Validator } from './validator.ts'

/** More gaps than this are not worth a response; `GET /api/integrity/coverage` shows all. */
const MOST_GAPS = 1000

/** The state of the validation, and the summary of the last one that was done. */
export function validationResponse({ state: current, last }: Validator): ValidationResponse {
  const { state, progress, failure, startedMs } = current
  return {
    state,
    progress,
    failure,
    startedAt: written(startedMs),
    doneAt: written(last?.doneMs ?? null),
    ...(last ? summaryOf(last.validation) : NOTHING),
  }
}

type Summary = Omit<ValidationResponse, 'state' | 'progress' | 'failure' | 'startedAt' | 'doneAt'>

const NOTHING: Summary = {
  hasProblems: false,
  logFiles: { total: 0, byVerdict: logFileCounts({ logFiles: [] }) },
  digests: { total: 0, byVerdict: digestCounts({ digests: [] }) },
  limits: [],
  publicKeys: [],
  gaps: [],
}

function summaryOf(validation: Validation): Summary {
  const { hasProblems, logFiles, digests, limits, publicKeys, gaps } = validation
  return {
    hasProblems,
    logFiles: { total: logFiles.length, byVerdict: logFileCounts(validation) },
    digests: { total: digests.length, byVerdict: digestCounts(validation) },
    limits,
    publicKeys: [...publicKeys].map(([fingerprint, key]) => ({ fingerprint, isReadable: key !== null })),
    gaps: gaps.slice(0, MOST_GAPS).map(({ accountId, region, startMs, endMs, reason, isProblem }) => ({
      accountId,
      region,
      startTime: writeTime(startMs),
      endTime: writeTime(endMs),
      reason,
      isProblem,
    })),
  }
}

export function validatedLogFile(judged: JudgedLogFile): ValidatedLogFile {
  const { verdict, isProblem, reason, file, logged, digest } = judged
  const delivery = logged ? readLogFileKey(logged.s3Object) : file && deliveryOf(file)
  return {
    verdict,
    isProblem,
    reason,
    name: logFileName(judged),
    uri: file?.uri ?? null,
    expectedAt: logged && writePlace(placeOfLogFile(logged)),
    sha256: file?.sha256 ?? null,
    expectedSha256: logged?.hashValue ?? null,
    digest: digest && digestName(digest),
    digestVerdict: digest?.verdict ?? null,
    accountId: delivery?.accountId ?? null,
    region: delivery?.region ?? null,
    deliveredAt: written(delivery?.deliveredMs ?? null),
  }
}

export function validatedDigest(judged: JudgedDigest): ValidatedDigest {
  const { verdict, isProblem, reason, file, digest, place, key, follows } = judged
  const predecessor = digest && previousPlace(digest)
  return {
    verdict,
    isProblem,
    reason,
    name: digestName(judged),
    uri: file?.uri ?? null,
    expectedAt: place && writePlace(place),
    sha256: file?.sha256 ?? null,
    fingerprint: digest?.digestPublicKeyFingerprint ?? null,
    follows,
    predecessor: predecessor && writePlace(predecessor),
    isBackfill: key?.isBackfill ?? false,
    logFiles: digest?.logFiles.length ?? 0,
    accountId: key?.accountId ?? null,
    region: key?.region ?? null,
    trail: key?.trailName ?? null,
    startTime: digest?.digestStartTime ?? null,
    endTime: digest?.digestEndTime ?? written(key?.endMs ?? null),
  }
}

const written = (ms: number | null): string | null => (ms === null ? null : writeTime(ms))
