import { readDigestKey } from '../../cloudtrail/logFileKey.ts'
import type { FoundFile } from '../../integrity/foundFile.ts'
import { publicKeysOf, type PublicKeys } from '../../integrity/publicKeys.ts'
import type { KeysWanted } from '../../sources/live-account/accountAnswers.ts'
import { listPublicKeys } from '../../sources/live-account/listPublicKeys.ts'

/** A digest file may have been signed somewhat later than its hour ended. */
const LATEST_SIGNATURE_MS = 2 * 3_600_000

/**
 * The public keys that digest files may have been signed with, from ListPublicKeys by a profile's
 * credentials. Throws a `SourceError` if they cannot be listed.
 */
export async function publicKeysOfProfile(
  profile: string,
  endpointURL: string | null,
  files: readonly FoundFile[],
): Promise<PublicKeys> {
  return publicKeysOf(await listPublicKeys(profile, endpointURL, keysWanted(files)))
}

/** Of each Region that digest files are of, or whose trail wrote them, the time that they cover. */
function keysWanted(files: readonly FoundFile[]): readonly KeysWanted[] {
  const byRegion = new Map<string, KeysWanted>()
  for (const { digest } of files) {
    const key = digest && readDigestKey(digest.digestS3Object)
    if (!digest || !key) continue
    const fromMs = Date.parse(digest.digestStartTime)
    const toMs = Date.parse(digest.digestEndTime) + LATEST_SIGNATURE_MS
    for (const region of new Set([key.region, key.homeRegion])) {
      const known = byRegion.get(region)
      byRegion.set(region, {
        region,
        fromMs: Math.min(fromMs, known?.fromMs ?? fromMs),
        toMs: Math.max(toMs, known?.toMs ?? toMs),
      })
    }
  }
  return [...byRegion.values()]
}
