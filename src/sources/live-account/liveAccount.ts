import { SourceError } from '../sourceError.ts'
import type { AccountClients } from './accountClients.ts'
import { accountFailure, AccountFailure } from './accountFailure.ts'
import type { LookupPage, LookupWanted } from './lookup.ts'

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
  // It would tell everybody's terminal which version of Node its future releases need.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'
  const { AccountClients } = await import('./accountClients.ts')
  const made = () => new AccountClients(profile, endpointURL)
  let clients = made()
  const calling = async <T>(
    action: string,
    region: string,
    call: (clients: AccountClients) => Promise<T>,
  ): Promise<T> => {
    try {
      return await call(clients)
    } catch (error) {
      const failure = accountFailure(error, { profile, action, region, endpointURL })
      // The next call looks for credentials again.
      if (failure.kind === 'credentials') clients = made()
      throw failure
    }
  }
  const home = regions[0] ?? (await clients.ownRegion()) ?? GLOBAL_REGION
  try {
    const accountId = await calling('sts:GetCallerIdentity', home, (c) => c.accountId(home))
    const found =
      regions.length > 0
        ? { regions, notice: null }
        : await calling('ec2:DescribeRegions', home, (c) => c.enabledRegions(home)).then(
            (enabled) => ({ regions: enabled.toSorted(), notice: null }),
            (failure: AccountFailure) => onlyKnown(home, failure),
          )
    return {
      profile,
      accountId,
      ...found,
      lookUp: (region, wanted, signal) =>
        calling('cloudtrail:LookupEvents', region, (c) => c.lookUp(region, wanted, signal)),
      close: () => clients.close(),
    }
  } catch (error) {
    clients.close()
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
