import type { Json } from '../../account/json.ts'
import {
  coversAction,
  coversResource,
  matchesPattern,
  statementsOf,
  type Statement,
} from './policyDocument.ts'

/** A service of AWS that acts for a resource of the account: CloudTrail for a trail. */
export interface ActingService {
  /** `cloudtrail.amazonaws.com` */
  readonly service: string
  /** The ARN of the resource that it acts for. */
  readonly sourceArn: string
  readonly accountId: string
}

/** What is known of a request when the conditions of a policy are evaluated, by key in lower case. */
type Circumstances = Readonly<Record<string, string>>

/**
 * What the policy of a bucket, a key or a topic says of an action of a service; null if it says
 * nothing. A condition on what is not known here is taken to be as the service needs it.
 */
export function serviceAccess(
  policy: string | null,
  { service, sourceArn, accountId }: ActingService,
  action: string,
  resource: string,
  circumstances: Circumstances = {},
): 'allowed' | 'denied' | null {
  const known: Circumstances = {
    'aws:sourcearn': sourceArn,
    'aws:sourceaccount': accountId,
    'aws:securetransport': 'true',
    ...circumstances,
  }
  const covering = statementsOf(policy ?? '').filter(
    (statement) =>
      appliesTo(statement, service, known) &&
      coversAction(statement, action) &&
      coversResource(statement, resource, null),
  )
  if (covering.length === 0) return null
  return covering.every(({ isAllow }) => isAllow) ? 'allowed' : 'denied'
}

function appliesTo(
  { principals, condition, isAllow }: Statement,
  service: string,
  known: Circumstances,
): boolean {
  const isService = ([kind, value]: readonly [string, string]) =>
    value === '*' || (kind === 'Service' && value === service)
  if (!principals.some(isService)) return false
  return Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys ?? {}).every(([key, wanted]) => {
      const value = known[key.toLowerCase()]
      return value === undefined ? isAllow : holds(operator, value, wanted)
    }),
  )
}

function holds(operator: string, value: string, wanted: Json): boolean {
  const patterns = (Array.isArray(wanted) ? wanted : [wanted]).map(String)
  const isAny = patterns.some((pattern) =>
    /Like/i.test(operator) || /^Arn/i.test(operator) ? matchesPattern(pattern, value) : pattern === value,
  )
  return isAny !== /Not/.test(operator)
}
