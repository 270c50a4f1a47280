import { SourceError } from '../sourceError.ts'
import { accountCaller } from './accountCaller.ts'
import { AccountFailure } from './accountFailure.ts'
import type { LookupPage, LookupWanted } from './accountAnswers.ts'

/** An AWS account whose events are looked up in CloudTrail's event history. Nothing in it is changed. */
export interface LiveAccount {
  readonly profile: string
  readonly accountId: string
  /** Those to read. */
  readonly regions: readonly string[]
  /** Why these are not all Regions of the account, in a sentence; null if they are those that were wanted. */
  readonly notice: string | null
  /** Rejects with an `AccountFailure`. */
  readonly lookUp: (region: string, wanted: LookupWanted, signal: AbortSignal) => Promise<LookupPage>
  readonly close: () => void
}

/** Global services have their events there. */
const GLOBAL_REGION = 'us-east-1'

/**
 * The account of a profile, in Regions or in all that it has enabled if none is given. Throws a
 * `SourceError` if AWS does not say whose the profile is.
 */
export async function openLiveAccount(
  profile: string,
  { regions, endpointURL }: { readonly regions: readonly string[]; readonly endpointURL: string | null },
): Promise<LiveAccount> {
  const aws = await accountCaller(profile, endpointURL)
  const home = regions[0] ?? (await aws.ownRegion()) ?? GLOBAL_REGION
  try {
    const accountId = await aws.call('sts:GetCallerIdentity', home, (c) => c.accountId(home))
    const found =
      regions.length > 0
        ? { regions, notice: null }
        : await aws
            .call('ec2:DescribeRegions', home, (c) => c.enabledRegions(home))
            .then(
              (enabled) => ({ regions: enabled.toSorted(), notice: null }),
              (failure: AccountFailure) => onlyKnown(home, failure),
            )
    return {
      profile,
      accountId,
      ...found,
      lookUp: (region, wanted, signal) =>
        aws.call('cloudtrail:LookupEvents', region, (c) => c.lookUp(region, wanted, signal)),
      close: () => aws.close(),
    }
  } catch (error) {
    aws.close()
    throw error instanceof AccountFailure
      ? new SourceError(`--account ${profile} cannot be read: ${error.message}.`)
      : error
  }
}

/** Where the Regions of the account cannot be listed. */
function onlyKnown(home: string, { message }: AccountFailure): Pick<LiveAccount, 'regions' | 'notice'> {
  const regions = [...new Set([home, GLOBAL_REGION])]
  return {
    regions,
    notice: `The Regions of the account cannot be listed, as ${message}. Only ${regions.join(' and ')} are read. Name others by --region.`,
  }
}
