import { InvalidTimeRangeException$, ListPublicKeys$ } from '@aws-sdk/client-cloudtrail'
import type { ListPublicKeysRequest, ListPublicKeysResponse } from '@aws-sdk/client-cloudtrail'
import { operation } from '../../operation.ts'
import { failed } from './failed.ts'
import { checkNoToken } from './noFurtherPage.ts'

/** Of digest files, of which the account has none. */
export const listPublicKeys = operation<ListPublicKeysRequest, ListPublicKeysResponse>(
  ListPublicKeys$,
  ({ StartTime, EndTime, NextToken }) => {
    if (StartTime && EndTime && StartTime > EndTime)
      throw failed(InvalidTimeRangeException$, 'StartTime is after EndTime.')
    checkNoToken(NextToken)
    return { PublicKeyList: [] }
  },
)
