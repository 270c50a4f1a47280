import type { Json, JsonObject } from '../../account/json.ts'

/** A statement of a policy, as far as policies are evaluated here. */
export interface Statement {
  readonly isAllow: boolean
  readonly actions: readonly string[]
  /** Whether the actions are those that it does not apply to. */
  readonly exceptActions: boolean
  readonly resources: readonly string[]
  readonly exceptResources: boolean
  /** `*`, account IDs and ARNs of `Principal`, with what they are: `AWS`, `Service`, `Federated`. */
  readonly principals: readonly (readonly [kind: string, value: string])[]
  readonly condition: JsonObject | null
}

/** Empty for a text that is no policy, which allows and denies nothing. */
export function statementsOf(document: string): readonly Statement[] {
  const policy = parsed(document)
  return policy === null ? [] : listOf(policy['Statement']).filter(isObject).map(statement)
}

function statement(given: JsonObject): Statement {
  const { NotAction, NotResource, Principal } = given
  return {
    isAllow: given['Effect'] === 'Allow',
    actions: textsOf(NotAction ?? given['Action']),
    exceptActions: NotAction !== undefined,
    resources: textsOf(NotResource ?? given['Resource']),
    exceptResources: NotResource !== undefined,
    principals:
      Principal === '*'
        ? [['AWS', '*']]
        : isObject(Principal)
          ? Object.entries(Principal).flatMap(([kind, values]) =>
              textsOf(values).map((value) => [kind, value] as const),
            )
          : [],
    condition: isObject(given['Condition']) ? given['Condition'] : null,
  }
}

/** Actions are compared in any case. */
export function coversAction({ actions, exceptActions }: Statement, action: string): boolean {
  const wanted = action.toLowerCase()
  return actions.some((pattern) => matchesPattern(pattern.toLowerCase(), wanted)) !== exceptActions
}

/** `userName` is what `${aws:username}` in a resource means. */
export function coversResource(
  { resources, exceptResources }: Statement,
  resource: string,
  userName: string | null,
): boolean {
  const isNamed = resources.some((pattern) =>
    matchesPattern(pattern.replaceAll('${aws:username}', userName ?? '${aws:username}'), resource),
  )
  return isNamed !== exceptResources
}

/** Whether a text is of the form of a pattern with `*` and `?`, in a time that is their product. */
export function matchesPattern(pattern: string, text: string): boolean {
  let at = 0
  let inPattern = 0
  let star = -1
  let afterStar = 0
  while (at < text.length) {
    if (pattern[inPattern] === '*') {
      star = inPattern++
      afterStar = at
    } else if (pattern[inPattern] === text[at] || pattern[inPattern] === '?') {
      inPattern++
      at++
    } else if (star >= 0) {
      inPattern = star + 1
      at = ++afterStar
    } else return false
  }
  while (pattern[inPattern] === '*') inPattern++
  return inPattern === pattern.length
}

/** What is wrong with a policy document, in AWS's words; null if nothing is. */
export function faultOfPolicy(document: string, kind: 'permissions' | 'trust'): string | null {
  const policy = parsed(document)
  if (policy === null) return 'This policy contains invalid Json'
  const version = policy['Version']
  if (version !== undefined && version !== '2012-10-17' && version !== '2008-10-17')
    return 'The policy must contain a valid version string'
  const statements = listOf(policy['Statement'])
  if (statements.length === 0) return 'Syntax errors in policy.'
  for (const given of statements) {
    const fault = isObject(given) ? faultOfStatement(given, kind) : 'Syntax errors in policy.'
    if (fault !== null) return fault
  }
  return null
}

function faultOfStatement(given: JsonObject, kind: 'permissions' | 'trust'): string | null {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = given
  if (Effect === undefined) return 'Missing required field Effect'
  if (Effect !== 'Allow' && Effect !== 'Deny') return `Invalid effect: ${JSON.stringify(Effect)}`
  const actions = textsOf(Action ?? NotAction)
  if (actions.length === 0)
    return kind === 'trust' ? 'Missing required field Action' : 'Policy statement must contain actions.'
  if (actions.some((action) => action !== '*' && !/^[\w-]+:./.test(action)))
    return 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'
  if (kind === 'trust') {
    if (Resource !== undefined || NotResource !== undefined) return 'Has prohibited field Resource'
    return (Principal ?? NotPrincipal) === undefined ? 'Missing required field Principal' : null
  }
  if (Principal !== undefined || NotPrincipal !== undefined)
    return 'Policy document should not specify a principal.'
  const resources = textsOf(Resource ?? NotResource)
  if (resources.length === 0) return 'Policy statement must contain resources.'
  const odd = resources.find((resource) => resource !== '*' && !/^(?:arn|\*):/.test(resource))
  return odd === undefined ? null : `Resource ${odd} must be in ARN format or "*".`
}

function parsed(document: string): JsonObject | null {
  try {
    const policy: Json = JSON.parse(document)
    return isObject(policy) ? policy : null
  } catch {
    return null
  }
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: Json): readonly Json[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as readonly Json[]) : [value]
}

function textsOf(value: Json): readonly string[] {
  return listOf(value).filter((item) => typeof item === 'string')
}
