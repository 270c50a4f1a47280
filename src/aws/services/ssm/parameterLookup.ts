import type { Parameter } from '@aws-sdk/client-ssm'
import type { JsonObject } from '../../../account/json.ts'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { decrypt } from '../kms/ciphertext.ts'
import { findUsableKey, keyOfCiphertext } from '../kms/keyLookup.ts'
import { parameterArn, parameterContext, type ParameterVersion, type SsmParameter } from './ssmState.ts'

/** A parameter with the version that was requested. */
export interface Selected {
  readonly parameter: SsmParameter
  readonly version: ParameterVersion
  /** `:3`, if a version was requested. */
  readonly selector: string | undefined
}

/** `NAME`, `NAME:VERSION` or an ARN. */
export function selectParameter(context: CallContext, name: string): Selected {
  const { base, selector } = partsOf(name)
  const parameter = findParameter(context, base)
  if (selector === undefined) return { parameter, version: parameter.versions.at(-1)!, selector }
  const version = parameter.versions.find((one) => `:${one.version}` === selector)
  if (version === undefined)
    throw new AwsFailure(
      'ParameterVersionNotFound',
      `Systems Manager could not find version ${selector.slice(1)} of ${parameter.name}. Verify the version and try again.`,
    )
  return { parameter, version, selector }
}

export function findParameter(context: CallContext, name: string): SsmParameter {
  const parameter = context.state.ssm.parameters[arnFor(context, name)]
  // AWS has no text for this failure.
  if (parameter === undefined) throw new AwsFailure('ParameterNotFound', '')
  return parameter
}

/** Those of the Region, in the order of their names. */
export function parametersHere({ state, region, account }: CallContext): readonly SsmParameter[] {
  const prefix = parameterArn(region, account.accountId, '/')
  return Object.values(state.ssm.parameters)
    .filter(({ arn }) => arn.startsWith(prefix))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

/** The parameter of an answer. Encrypted values stay encrypted without `decrypted`. */
export function shownParameter(
  context: CallContext,
  { parameter, version, selector }: Selected,
  decrypted: boolean | undefined,
): Parameter {
  return {
    Name: parameter.name,
    Type: version.type,
    Value: valueOf(context, parameter, version, decrypted),
    Version: version.version,
    Selector: selector,
    LastModifiedDate: new Date(version.modifiedMs),
    ARN: parameter.arn,
    DataType: version.dataType,
  }
}

export function valueOf(
  context: CallContext,
  { arn }: SsmParameter,
  { type, value }: ParameterVersion,
  decrypted: boolean | undefined,
): string {
  if (type !== 'SecureString' || decrypted !== true) return value
  const ciphertext = Buffer.from(value, 'base64')
  const key = keyOfCiphertext(context, ciphertext)
  const plain = key && decrypt(usable(context, key.arn), ciphertext, parameterContext(arn))
  if (plain === null)
    throw new AwsFailure('InvalidKeyId', 'The key that encrypted the parameter no longer exists.')
  return plain.toString()
}

/** A key for a parameter, by its name; SSM answers every failure of KMS with InvalidKeyId. */
export function usable(context: CallContext, keyName: string) {
  try {
    return findUsableKey(context, keyName)
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error
    throw new AwsFailure('InvalidKeyId', `${error.message} (Service: AWSKMS; Error Code: ${error.code})`)
  }
}

/** The `resources` of a record: the ARNs of the parameters, whether they exist or not. */
export function parameterResources(
  context: CallContext,
  names: readonly (string | undefined)[],
): readonly JsonObject[] {
  return names
    .filter((name) => name !== undefined)
    .map((name) => ({ accountId: context.account.accountId, ARN: arnFor(context, partsOf(name).base) }))
}

/** The ARN of a parameter by its name, its ARN, or either with a selector. */
export function arnFor({ region, account }: CallContext, name: string): string {
  const { base } = partsOf(name)
  return base.startsWith('arn:') ? base : parameterArn(region, account.accountId, base)
}

function partsOf(name: string): { readonly base: string; readonly selector: string | undefined } {
  const [, base = name, selector] = /^((?:arn:aws:ssm:[^:]*:\d*:)?[^:]*)(:.*)?$/.exec(name) ?? []
  return { base, selector }
}
