import { GetAccessKeyInfo$, GetCallerIdentity$ } from '@aws-sdk/client-sts'
import type {
  GetAccessKeyInfoRequest,
  GetAccessKeyInfoResponse,
  GetCallerIdentityRequest,
  GetCallerIdentityResponse,
} from '@aws-sdk/client-sts'
import { checkInput } from '../../constraints.ts'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'

export const getCallerIdentity = operation<GetCallerIdentityRequest, GetCallerIdentityResponse>(
  GetCallerIdentity$,
  (_input, { account, principal }) => ({
    UserId: principal.userId,
    Account: account.accountId,
    Arn: principal.arn,
  }),
  // Nobody can be denied it, not even by an explicit Deny.
  { action: null },
)

export const getAccessKeyInfo = operation<GetAccessKeyInfoRequest, GetAccessKeyInfoResponse>(
  GetAccessKeyInfo$,
  ({ AccessKeyId = '' }, { account, state }) => {
    checkInput([['accessKeyId', AccessKeyId, { pattern: /^[\w]*$/, length: [16, 128] }]])
    const isOurs = [state.iam.accessKeys, state.sts.sessions].some((keys) => Object.hasOwn(keys, AccessKeyId))
    if (!isOurs && !state.iam.deletedAccessKeys.includes(AccessKeyId))
      throw new AwsFailure(
        'ValidationError',
        `Access key ${AccessKeyId} belongs to no account that is simulated here.`,
      )
    return { Account: account.accountId }
  },
)
