import { InvalidTokenException$ } from '@aws-sdk/client-cloudtrail'
import { failed } from './failed.ts'

/** Of lists that always fit on one page: no token can be one of theirs. */
export function checkNoToken(token: string | undefined): void {
  if (token !== undefined) throw failed(InvalidTokenException$, 'NextToken is not valid.')
}
