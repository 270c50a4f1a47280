import type { PolicyDescriptorType, Tag } from '@aws-sdk/client-sts'
import type { CallContext } from '../../callContext.ts'
import { checkInput, type Constraint } from '../../constraints.ts'
import { entryOf } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { documentOf } from '../../principals/policies.ts'
import { faultOfPolicy } from '../../principals/policyDocument.ts'

/** Names of sessions and source identities. */
export const SESSION_NAME: Constraint = { pattern: /^[\w+=,.@-]*$/, length: [2, 64] }

/**
 * The code of an MFA device is any six digits. Whether the request has both; throws if it has a wrong one.
 */
export function checkMfa(
  { principal, state }: CallContext,
  serialNumber: string | undefined,
  tokenCode: string | undefined,
): boolean {
  checkInput([
    ['serialNumber', serialNumber, { pattern: /^[\w+=/:,.@-]*$/, length: [9, 256] }],
    ['tokenCode', tokenCode, { pattern: /^[\d]*$/, length: [6, 6] }],
  ])
  if (serialNumber === undefined && tokenCode === undefined) return false
  const failed = 'MultiFactorAuthentication failed'
  if (serialNumber === undefined || tokenCode === undefined)
    throw new AwsFailure(
      'AccessDenied',
      `${failed}, must provide both MFA serial number and one time pass code.`,
      403,
    )
  const user = principal.userName === null ? undefined : entryOf(state.iam.users, principal.userName)
  if (serialNumber !== user?.mfaDevice?.serialNumber)
    throw new AwsFailure(
      'AccessDenied',
      `${failed}, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.`,
      403,
    )
  return true
}

/** The documents of the session policies; null if none is given. */
export function sessionPoliciesOf(
  { state }: CallContext,
  policy: string | undefined,
  policyArns: readonly PolicyDescriptorType[] | undefined,
): readonly string[] | null {
  const documents = policy === undefined ? [] : [policy]
  if (policy !== undefined) {
    const fault = faultOfPolicy(policy, 'permissions')
    if (fault !== null) throw new AwsFailure('MalformedPolicyDocument', fault)
  }
  for (const { arn = '' } of policyArns ?? []) {
    const document = documentOf(state.iam, arn)
    if (document === undefined) throw new AwsFailure('ValidationError', `Invalid policy ARN: ${arn}`)
    documents.push(document)
  }
  return documents.length === 0 ? null : documents
}

/** Session tags by key. */
export function tagsOf(tags: readonly Tag[] | undefined): Record<string, string> {
  const keys = new Set<string>()
  for (const { Key = '' } of tags ?? []) {
    if (keys.has(Key.toLowerCase()))
      throw new AwsFailure(
        'InvalidParameterValue',
        'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      )
    keys.add(Key.toLowerCase())
  }
  if (keys.size > 50) throw new AwsFailure('ValidationError', 'A session can have at most 50 tags.')
  return Object.fromEntries((tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]))
}

/**
 * How much of the space for session policies and tags is used, in percent; undefined if there are
 * none. AWS packs them in a way of its own, so this is near to what it would say.
 */
export function packedPolicySize(...parts: readonly (string | undefined)[]): number | undefined {
  const length = parts.join('').length
  if (length === 0) return undefined
  const percent = Math.ceil(length / 30)
  if (percent > 100)
    throw new AwsFailure(
      'PackedPolicyTooLarge',
      `Packed size of session policies and tags consumes ${percent}% of allotted space.`,
    )
  return percent
}
