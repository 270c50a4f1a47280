import {
  GetKeyPolicy$,
  ListKeyPolicies$,
  PutKeyPolicy$,
  type GetKeyPolicyRequest,
  type GetKeyPolicyResponse,
  type ListKeyPoliciesRequest,
  type ListKeyPoliciesResponse,
  type PutKeyPolicyRequest,
} from '@aws-sdk/client-kms'
import { AwsFailure } from '../../failure.ts'
import { operation } from '../../operation.ts'
import { checkLength } from '../../validation.ts'
import { findCustomerKey, findKey } from './keyLookup.ts'
import { keyRecording, readingKey } from './recordings.ts'

/** The only name that a key policy can have. */
const POLICY_NAME = 'default'

const getKeyPolicy = operation<GetKeyPolicyRequest, GetKeyPolicyResponse>(
  GetKeyPolicy$,
  ({ KeyId, PolicyName }, context) => {
    const { policy } = findKey(context, KeyId!)
    checkPolicyName(PolicyName)
    return { Policy: policy, PolicyName: POLICY_NAME }
  },
  readingKey,
)

const putKeyPolicy = operation<PutKeyPolicyRequest, object>(
  PutKeyPolicy$,
  ({ KeyId, PolicyName, Policy }, context) => {
    const key = findCustomerKey(context, KeyId!, 'PutKeyPolicy')
    checkPolicyName(PolicyName)
    checkPolicy(Policy!)
    key.policy = Policy!
    return {}
  },
  {
    ...keyRecording,
    request: ({ KeyId, PolicyName, Policy, BypassPolicyLockoutSafetyCheck }) => ({
      keyId: KeyId,
      policyName: PolicyName ?? POLICY_NAME,
      policy: Policy,
      bypassPolicyLockoutSafetyCheck: BypassPolicyLockoutSafetyCheck,
    }),
  },
)

const listKeyPolicies = operation<ListKeyPoliciesRequest, ListKeyPoliciesResponse>(
  ListKeyPolicies$,
  ({ KeyId }, context) => {
    findKey(context, KeyId!)
    return { PolicyNames: [POLICY_NAME], Truncated: false }
  },
  readingKey,
)

export const POLICIES = [getKeyPolicy, putKeyPolicy, listKeyPolicies]

/** Refuses what is no policy document: neither JSON nor statements. */
export function checkPolicy(text: string): void {
  checkLength('policy', text, 1, 32_768)
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    document = null
  }
  if (typeof document !== 'object' || document === null || !('Statement' in document))
    throw new AwsFailure(
      'MalformedPolicyDocumentException',
      'The new key policy is not a valid policy document.',
    )
}

function checkPolicyName(name: string | undefined): void {
  if (name !== undefined && name !== POLICY_NAME)
    throw new AwsFailure('NotFoundException', 'No such policy exists')
}
