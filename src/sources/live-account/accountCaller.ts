import { quietSdk } from '../awsSdk.ts'
import type { AccountClients } from './accountClients.ts'
import { accountFailure } from './accountFailure.ts'

/** Calls AWS with the credentials of a profile. */
export interface AccountCaller {
  /** `action`: as IAM names it. Rejects with an `AccountFailure`. */
  readonly call: <T>(
    action: string,
    region: string,
    make: (clients: AccountClients) => Promise<T>,
  ) => Promise<T>
  /** The Region of the profile; null if it has none. */
  readonly ownRegion: () => Promise<string | null>
  readonly close: () => void
}

/** Loads the SDK, which takes a while. */
export async function accountCaller(profile: string, endpointURL: string | null): Promise<AccountCaller> {
  quietSdk()
  const { AccountClients } = await import('./accountClients.ts')
  const made = () => new AccountClients(profile, endpointURL)
  let clients = made()
  return {
    call: async (action, region, make) => {
      const used = clients
      try {
        return await make(used)
      } catch (error) {
        const failure = accountFailure(error, { profile, action, region, endpointURL })
        // The next call looks for credentials again; calls that failed together do so once.
        if (failure.kind === 'credentials' && clients === used) clients = made()
        throw failure
      }
    },
    ownRegion: () => clients.ownRegion(),
    close: () => clients.close(),
  }
}
