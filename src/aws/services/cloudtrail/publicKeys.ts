import { InvalidTimeRangeException$, ListPublicKeys$ } from '@aws-sdk/client-cloudtrail'
import type { ListPublicKeysRequest, ListPublicKeysResponse } from '@aws-sdk/client-cloudtrail'
import { operation } from '../../operation.ts'
import { failed } from './failed.ts'
import { checkNoToken } from './noFurtherPage.ts'

/**
 * The keys that digest files were signed with in a time range, both ends inclusive; by default those
 * of now. All are on one page, since the AWS CLI asks for no other.
 */
export const listPublicKeys = operation<ListPublicKeysRequest, ListPublicKeysResponse>(
  ListPublicKeys$,
  ({ StartTime, EndTime, NextToken }, { deliveries, nowMs }) => {
    if (StartTime && EndTime && StartTime > EndTime)
      throw failed(InvalidTimeRangeException$, 'StartTime is after EndTime.')
    checkNoToken(NextToken)
    const fromMs = StartTime?.getTime() ?? Math.min(nowMs, EndTime?.getTime() ?? nowMs)
    const toMs = EndTime?.getTime() ?? Math.max(nowMs, fromMs)
    return {
      PublicKeyList: deliveries
        .publicKeys()
        .filter(({ startMs, endMs }) => startMs <= toMs && endMs > fromMs)
        .map(({ value, fingerprint, startMs, endMs }) => ({
          Value: Buffer.from(value, 'base64'),
          ValidityStartTime: new Date(startMs),
          ValidityEndTime: new Date(endMs),
          Fingerprint: fingerprint,
        })),
    }
  },
)
