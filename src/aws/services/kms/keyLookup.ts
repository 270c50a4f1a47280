import type { JsonObject } from '../../../account/json.ts'
import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { keyIdOf } from './ciphertext.ts'
import type { KmsAlias, KmsKey } from './kmsState.ts'

const ARN = /^arn:aws:kms:([^:]+):(\d{12}):(key|alias)\/(.+)$/
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** `arn:aws:kms:REGION:ACCOUNT:` of the call, before `key/…` or `alias/…`. */
export function kmsArn({ region, account }: CallContext, rest: string): string {
  return `arn:aws:kms:${region}:${account.accountId}:${rest}`
}

/** A key by its ID, its ARN, its alias (`alias/NAME`) or its alias's ARN. */
export function findKey(context: CallContext, name: string): KmsKey {
  const parts = ARN.exec(name)
  if (name.startsWith('arn:')) {
    if (parts === null) throw notFound(`Invalid arn ${name}`)
    if (parts[1] !== context.region) throw notFound(`Invalid arn ${parts[1]}`)
    if (parts[2] !== context.account.accountId)
      throw new AwsFailure(
        'AccessDeniedException',
        `User: ${context.principal.arn} is not authorized to perform this action on this resource because the ` +
          'resource does not exist in this Region, no resource-based policies allow access, or a ' +
          'resource-based policy explicitly denies access',
      )
  } else if (!name.startsWith('alias/') && !ID.test(name)) throw notFound(`Invalid keyId '${name}'`)
  const isAlias = name.startsWith('alias/') || parts?.[3] === 'alias'
  if (isAlias) {
    const alias = findAlias(context, parts === null ? name : `alias/${parts[4]}`)
    return findKey(context, alias.keyArn)
  }
  const arn = parts === null ? kmsArn(context, `key/${name}`) : name
  const key = keyByArn(context, arn)
  if (key === null) throw notFound(`Key '${arn}' does not exist`)
  return key
}

export function findAlias(context: CallContext, aliasName: string): KmsAlias {
  const arn = kmsArn(context, aliasName)
  const alias = context.state.kms.aliases[arn]
  if (alias === undefined || keyByArn(context, alias.keyArn) === null)
    throw notFound(`Alias ${arn} is not found.`)
  return alias
}

/** A key that can be used for encryption and decryption now. */
export function findUsableKey(context: CallContext, name: string): KmsKey {
  const key = findKey(context, name)
  checkNotPending(key)
  if (!key.enabled) throw new AwsFailure('DisabledException', `${key.arn} is disabled.`)
  return key
}

/** A key of the account's own, which may be changed. */
export function findCustomerKey(context: CallContext, name: string, action: string): KmsKey {
  const key = findKey(context, name)
  if (key.manager === 'AWS')
    throw new AwsFailure(
      'AccessDeniedException',
      `User: ${context.principal.arn} is not authorized to perform: kms:${action} on resource: ${key.arn} ` +
        `because no resource-based policy allows the kms:${action} action`,
    )
  return key
}

export function checkNotPending({ arn, deletionMs }: KmsKey): void {
  if (deletionMs !== null) throw new AwsFailure('KMSInvalidStateException', `${arn} is pending deletion.`)
}

export function keyByArn({ state, nowMs }: Pick<CallContext, 'state' | 'nowMs'>, arn: string): KmsKey | null {
  const key = entryOf(state.kms.keys, arn)
  return key === undefined || (key.deletionMs !== null && key.deletionMs <= nowMs) ? null : key
}

/** The key of an ARN, which may be that of an alias; null if there is none. */
export function keyOfArn(context: Pick<CallContext, 'state' | 'nowMs'>, arn: string): KmsKey | null {
  return keyByArn(context, entryOf(context.state.kms.aliases, arn)?.keyArn ?? arn)
}

/** The key of a ciphertext; null if it is none of this account and Region. */
export function keyOfCiphertext(context: CallContext, ciphertext: Uint8Array): KmsKey | null {
  const id = keyIdOf(ciphertext)
  return id === null ? null : keyByArn(context, kmsArn(context, `key/${id}`))
}

/** The key's ARN for policies: `*` if there is no such key. */
export function keyArnFor(context: CallContext, name: string | undefined): string {
  return keyIfAny(context, name)?.arn ?? '*'
}

/** The `resources` of a record. */
export function keyResources(
  context: CallContext,
  ...names: readonly (string | undefined)[]
): readonly JsonObject[] | undefined {
  const keys = names.map((name) => keyIfAny(context, name)).filter((key) => key !== null)
  return keys.length === 0 ? undefined : keys.map(({ arn }) => resource(context, arn))
}

export function resource({ account }: CallContext, arn: string): JsonObject {
  return { accountId: account.accountId, type: 'AWS::KMS::Key', ARN: arn }
}

function keyIfAny(context: CallContext, name: string | undefined): KmsKey | null {
  if (name === undefined) return null
  try {
    return findKey(context, name)
  } catch (error) {
    if (error instanceof AwsFailure) return null
    throw error
  }
}

function notFound(message: string): AwsFailure {
  return new AwsFailure('NotFoundException', message)
}
