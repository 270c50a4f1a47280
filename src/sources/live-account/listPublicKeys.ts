import { SourceError } from '../sourceError.ts'
import type { KeysWanted, ListedKey } from './accountAnswers.ts'
import { accountCaller } from './accountCaller.ts'
import { AccountFailure } from './accountFailure.ts'

/**
 * The public keys of digest files, by the credentials of a profile. Throws a `SourceError` if a
 * Region does not list them.
 */
export async function listPublicKeys(
  profile: string,
  endpointURL: string | null,
  wanted: readonly KeysWanted[],
): Promise<readonly ListedKey[]> {
  const aws = await accountCaller(profile, endpointURL)
  try {
    const lists = await Promise.all(
      wanted.map((each) =>
        aws.call('cloudtrail:ListPublicKeys', each.region, (clients) => clients.publicKeys(each)),
      ),
    )
    return lists.flat()
  } catch (error) {
    throw error instanceof AccountFailure
      ? new SourceError(`--public-keys-from ${profile} cannot be read: ${error.message}.`)
      : error
  } finally {
    aws.close()
  }
}
