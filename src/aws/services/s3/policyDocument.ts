import { AwsFailure } from '../../failure.ts'

interface Statement {
  readonly Effect: string
  readonly Principal?: unknown
  readonly NotPrincipal?: unknown
  readonly Condition?: unknown
  readonly [member: string]: unknown
}

export type PolicyDocument = readonly Statement[]

const MOST_BYTES = 20_480

/** The statements of a bucket's policy; fails as S3 does on one that it does not accept. */
export function readPolicy(text: string, bucket: string): PolicyDocument {
  if (Buffer.byteLength(text) > MOST_BYTES)
    throw new AwsFailure(
      'PolicyTooLarge',
      `Normalized policy document exceeds the maximum allowed size of ${MOST_BYTES} bytes.`,
    )
  const policy = parsed(text)
  const { Version, Statement } = policy
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17')
    throw malformed('The policy must contain a valid version string')
  if (Statement === undefined) throw malformed('Missing required field Statement')
  const statements = (Array.isArray(Statement) ? Statement : [Statement]) as readonly unknown[]
  if (statements.length === 0) throw malformed('Could not parse the policy: Statement is empty!')
  return statements.map((statement) => checkedStatement(statement, bucket))
}

const malformed = (message: string) => new AwsFailure('MalformedPolicy', message)

function parsed(text: string): Readonly<Record<string, unknown>> {
  if (!text.startsWith('{')) throw malformed("Policies must be valid JSON and the first byte must be '{'")
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    throw malformed('This policy contains invalid Json')
  }
}

function checkedStatement(given: unknown, bucket: string): Statement {
  if (typeof given !== 'object' || given === null) throw malformed('Policy has invalid statement')
  const statement = given as Statement
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny')
    throw malformed(
      statement.Effect === undefined
        ? 'Missing required field Effect'
        : `Invalid effect: ${statement.Effect}`,
    )
  if (statement.Principal === undefined && statement.NotPrincipal === undefined)
    throw malformed('Missing required field Principal')
  if (!isPrincipal(statement.Principal ?? statement.NotPrincipal))
    throw malformed('Invalid principal in policy')
  const actions = texts(statement['Action'] ?? statement['NotAction'])
  if (actions === null) throw malformed('Missing required field Action')
  if (!actions.every((action) => /^(?:\*|s3:[\w*?]+)$/i.test(action)))
    throw malformed('Policy has invalid action')
  const resources = texts(statement['Resource'] ?? statement['NotResource'])
  if (resources === null) throw malformed('Missing required field Resource')
  const arn = `arn:aws:s3:::${bucket}`
  if (
    !resources.every(
      (resource) => resource === arn || resource.startsWith(`${arn}/`) || resource.startsWith(`${arn}*`),
    )
  )
    throw malformed('Policy has invalid resource')
  return statement
}

function texts(value: unknown): readonly string[] | null {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.length > 0 && list.every((item) => typeof item === 'string') ? list : null
}

/** `*`, or names by their kind: `{"AWS": "arn:…"}`, `{"Service": […]}` */
function isPrincipal(principal: unknown): boolean {
  if (principal === '*') return true
  if (typeof principal !== 'object' || principal === null || Array.isArray(principal)) return false
  return Object.entries(principal).every(([kind, value]) => {
    const names = texts(value)
    if (names === null || !['AWS', 'Service', 'Federated', 'CanonicalUser'].includes(kind)) return false
    return (
      kind !== 'AWS' ||
      names.every((name) => /^(?:\*|\d{12}|arn:aws[\w-]*:(?:iam|sts)::.+|AIDA\w+|AROA\w+)$/.test(name))
    )
  })
}

/** Whether everybody is allowed something, without a condition that narrows it. */
export function isPublicPolicy(statements: PolicyDocument): boolean {
  return statements.some(
    ({ Effect, Principal, Condition }) =>
      Effect === 'Allow' && namesEverybody(Principal) && !narrows(Condition),
  )
}

function namesEverybody(principal: unknown): boolean {
  if (principal === '*') return true
  if (typeof principal !== 'object' || principal === null) return false
  return (texts((principal as Readonly<Record<string, unknown>>)['AWS']) ?? []).includes('*')
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html */
const NARROWING =
  /^(?:aws:(?:SourceArn|SourceVpc|SourceVpce|SourceOwner|SourceAccount|SourceIp|PrincipalArn|PrincipalAccount|PrincipalOrgID|userid|VpcSourceIp)|s3:(?:x-amz-server-side-encryption-aws-kms-key-id|DataAccessPointArn|DataAccessPointAccount))$/i

function narrows(condition: unknown): boolean {
  if (typeof condition !== 'object' || condition === null) return false
  return Object.values(condition).some(
    (operands) =>
      typeof operands === 'object' &&
      operands !== null &&
      Object.keys(operands).some((key) => NARROWING.test(key)),
  )
}
