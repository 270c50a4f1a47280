import type { JsonObject } from '../../../account/json.ts'
import type { CallContext } from '../../callContext.ts'
import { entryOf } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { denialOf } from '../../principals/policies.ts'
import { coversAction, statementsOf, type Statement } from '../../principals/policyDocument.ts'
import type { IamRole } from '../iam/iamState.ts'

/** What conditions of a trust policy can be about here, by their keys in small letters. */
export type TrustFacts = Readonly<Record<string, string | undefined>>

/**
 * Throws AccessDenied unless the role's trust policy and the caller's own policies allow the
 * action. A trust policy that names the caller is enough; one that names the account leaves the
 * decision to the caller's policies.
 */
export function checkTrust(
  context: CallContext,
  role: IamRole | undefined,
  roleArn: string,
  action: string,
  facts: TrustFacts,
): void {
  const { state, principal } = context
  const message = `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${roleArn}`
  const own = denialOf(state, principal, action, roleArn)
  if (own?.isExplicit) throw new AwsFailure('AccessDenied', own.message, 403)
  // A federated user may call no operation of STS but GetCallerIdentity.
  if (principal.kind === 'federated') throw new AwsFailure('AccessDenied', message, 403)
  let isAllowed = false
  for (const statement of role === undefined ? [] : statementsOf(role.assumeRolePolicy)) {
    const named = whoIsNamed(statement, context)
    if (named === null || !coversAction(statement, action)) continue
    if (!satisfies(statement.condition, facts)) continue
    if (!statement.isAllow)
      throw new AwsFailure('AccessDenied', `${message} with an explicit deny in a resource-based policy`, 403)
    isAllowed ||= named === 'caller' || own === null
  }
  if (!isAllowed) throw new AwsFailure('AccessDenied', message, 403)
}

function whoIsNamed(
  { principals }: Statement,
  { account, principal, state }: CallContext,
): 'caller' | 'account' | null {
  const role = principal.roleName === null ? undefined : entryOf(state.iam.roles, principal.roleName)
  const names = principals.filter(([kind]) => kind === 'AWS').map(([, name]) => name)
  if (names.some((name) => name === '*' || name === principal.arn || name === role?.arn)) return 'caller'
  const { accountId } = account
  return names.some((name) => name === accountId || name === `arn:aws:iam::${accountId}:root`)
    ? 'account'
    : null
}

/** Conditions on other keys than those of the facts, or with other operators, are taken as met. */
function satisfies(condition: JsonObject | null, facts: TrustFacts): boolean {
  return Object.entries(condition ?? {}).every(([operator, keys]) => {
    if (operator !== 'StringEquals' && operator !== 'Bool') return true
    return Object.entries((keys ?? {}) as JsonObject).every(([key, wanted]) => {
      const fact = key.toLowerCase()
      if (!(fact in facts)) return true
      // `true` may be a text or not.
      const wantedTexts = Array.isArray(wanted)
        ? wanted.map((value) => JSON.stringify(value))
        : [JSON.stringify(wanted)]
      return wantedTexts.some((text) => text.replaceAll('"', '') === facts[fact])
    })
  })
}
