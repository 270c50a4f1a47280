import type { AccountState } from '../accountState.ts'
import { entryOf } from '../entries.ts'
import type { IamState, Permissions } from '../services/iam/iamState.ts'
import { awsManagedPolicy } from './awsManagedPolicies.ts'
import { coversAction, coversResource, statementsOf } from './policyDocument.ts'
import type { Principal } from './principal.ts'

type Verdict = 'allowed' | 'notAllowed' | 'explicitDeny'

/**
 * The sentence that says so, as the service words it, if policies do not allow a principal an
 * action; null if they do. `resource` is an ARN, or `*` for an action on no resource in particular.
 */
export function whyDenied(
  state: AccountState,
  principal: Principal,
  action: string,
  resource: string,
): string | null {
  return denialOf(state, principal, action, resource)?.message ?? null
}

interface Denial {
  readonly message: string
  /** Whether a statement denies it, so that no resource-based policy could allow it. */
  readonly isExplicit: boolean
}

/** Null if policies allow it. */
export function denialOf(
  state: AccountState,
  principal: Principal,
  action: string,
  resource: string,
): Denial | null {
  // A link says by itself that it was sent to the one who follows it.
  if (principal.kind === 'root' || principal.kind === 'anonymous') return null
  const verdicts = limitsOf(state.iam, principal).map(
    ([kind, documents]) => [kind, verdictOf(documents, principal, action, resource)] as const,
  )
  const worst =
    verdicts.find(([, verdict]) => verdict === 'explicitDeny') ??
    verdicts.find(([, verdict]) => verdict === 'notAllowed')
  if (worst === undefined) return null
  const [kind, verdict] = worst
  return {
    message: denialText(principal, action, resource, kind, verdict),
    isExplicit: verdict === 'explicitDeny',
  }
}

/** The document of a managed policy, AWS's or the account's; undefined if there is none. */
export function documentOf({ policies }: IamState, policyArn: string): string | undefined {
  return awsManagedPolicy(policyArn)?.document ?? entryOf(policies, policyArn)?.document
}

/** Sets of policies, each of which has to allow the action. */
function limitsOf(
  iam: IamState,
  { userName, roleName, sessionPolicies }: Principal,
): readonly (readonly [kind: string, documents: readonly string[]])[] {
  const user = userName === null ? undefined : entryOf(iam.users, userName)
  const role = roleName === null ? undefined : entryOf(iam.roles, roleName)
  const groups = Object.values(iam.groups).filter(({ members }) => members.includes(userName ?? ''))
  const holders: readonly Permissions[] = [user, role, ...groups].filter((holder) => holder !== undefined)
  const boundary = (user ?? role)?.permissionsBoundary ?? null
  const identityBased = holders.flatMap(({ attachedPolicies, inlinePolicies }) => [
    ...attachedPolicies.map((arn) => documentOf(iam, arn) ?? ''),
    ...Object.values(inlinePolicies),
  ])
  return [
    ['identity-based policy', identityBased],
    ...(boundary === null ? [] : ([['permissions boundary', [documentOf(iam, boundary) ?? '']]] as const)),
    ...(sessionPolicies === null ? [] : ([['session policy', sessionPolicies]] as const)),
  ]
}

/** Conditions are not evaluated: an Allow applies whatever its condition, a Deny with one never. */
function verdictOf(
  documents: readonly string[],
  { userName }: Principal,
  action: string,
  resource: string,
): Verdict {
  let verdict: Verdict = 'notAllowed'
  for (const statement of documents.flatMap(statementsOf)) {
    if (!statement.isAllow && statement.condition !== null) continue
    if (!coversAction(statement, action) || !coversResource(statement, resource, userName)) continue
    if (!statement.isAllow) return 'explicitDeny'
    verdict = 'allowed'
  }
  return verdict
}

/** Services whose messages name no resource where there is none in particular. */
const NAMES_ONLY_ARNS = new Set(['cloudtrail', 'ec2', 'rds'])

function denialText(
  { arn }: Principal,
  action: string,
  resource: string,
  kind: string,
  verdict: Verdict,
): string {
  const service = action.slice(0, action.indexOf(':'))
  const on =
    resource === '*' && NAMES_ONLY_ARNS.has(service) ? '' : ` on resource: ${named(action, resource)}`
  const article = kind.startsWith('i') ? 'an' : 'a'
  const implicit = service === 'sts' ? '' : ` because no ${kind} allows the ${action} action`
  const reason = verdict === 'explicitDeny' ? ` with an explicit deny in ${article} ${kind}` : implicit
  return `User: ${arn} is not authorized to perform: ${action}${on}${reason}`
}

/** IAM names its entities (`user mara`), S3 quotes ARNs. */
function named(action: string, resource: string): string {
  if (action.startsWith('s3:')) return `"${resource}"`
  const [, kind, path] = /^arn:aws:iam::\w*:(user|role|group|policy)\/(.+)$/.exec(resource) ?? []
  if (!action.startsWith('iam:') || kind === undefined || path === undefined) return resource
  const isWhole = kind === 'policy' && action !== 'iam:CreatePolicy'
  return `${kind} ${isWhole ? resource : path.slice(path.lastIndexOf('/') + 1)}`
}
