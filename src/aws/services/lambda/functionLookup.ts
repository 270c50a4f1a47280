import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { functionArn, LATEST, type FunctionVersion, type LambdaFunction } from './lambdaState.ts'

const NAME =
  /^(?:arn:aws:lambda:([a-z0-9-]+):)?(?:(\d{12}):)?(?:function:)?([a-zA-Z0-9-_]{1,64})(?::(\$LATEST|[a-zA-Z0-9-_]+))?$/

const PATTERN =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?'

/** A function's name as it was given: `NAME`, `NAME:3`, `ACCOUNT:function:NAME`, an ARN. */
export interface NamedFunction {
  /** Without the qualifier. */
  readonly arn: string
  readonly name: string
  /** A version or an alias; undefined if none was named. */
  readonly qualifier: string | undefined
}

export function namedFunction(context: CallContext, given: string, qualifier?: string): NamedFunction {
  const parts = NAME.exec(given)
  const [, region = context.region, accountId = context.account.accountId, name, inName] = parts ?? []
  if (name === undefined)
    throw new AwsFailure(
      'ValidationException',
      `1 validation error detected: Value '${given}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${PATTERN}`,
    )
  if (qualifier !== undefined && inName !== undefined && qualifier !== inName)
    throw invalidValueOf(
      `The derived qualifier from the function name does not match the specified qualifier.`,
    )
  return { arn: functionArn(region, accountId, name), name, qualifier: qualifier ?? inName }
}

export function findFunction(context: CallContext, given: string): LambdaFunction {
  const { arn } = namedFunction(context, given)
  const found = context.state.lambda.functions[arn]
  if (found === undefined) throw notFound(`Function not found: ${arn}`)
  return found
}

/** The version that the name or the qualifier says; `$LATEST` if neither does. */
export function findVersion(
  context: CallContext,
  given: string,
  qualifier: string | undefined,
): { readonly found: LambdaFunction; readonly version: FunctionVersion; readonly isQualified: boolean } {
  const named = namedFunction(context, given, qualifier)
  const found = context.state.lambda.functions[named.arn]
  const version = found && versionsOf(found).find((one) => one.version === (named.qualifier ?? LATEST))
  if (found === undefined || version === undefined)
    throw notFound(
      `Function not found: ${named.arn}${named.qualifier === undefined ? '' : `:${named.qualifier}`}`,
    )
  return { found, version, isQualified: named.qualifier !== undefined }
}

/** `$LATEST` first. */
export function versionsOf({ latest, published }: LambdaFunction): readonly FunctionVersion[] {
  return [latest, ...published]
}

/** Those of the Region, in the order of their names. */
export function functionsHere({ state, region, account }: CallContext): readonly LambdaFunction[] {
  const prefix = functionArn(region, account.accountId, '')
  return Object.values(state.lambda.functions)
    .filter(({ arn }) => arn.startsWith(prefix))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

/** The ARN for policies; of what is no function's name, whatever was given. */
export function functionArnFor(context: CallContext, given: string | undefined): string {
  const parts = NAME.exec(given ?? '')
  return parts === null
    ? functionArn(context.region, context.account.accountId, given ?? '*')
    : namedFunction(context, given!).arn
}

export function notFound(message: string): AwsFailure {
  return new AwsFailure('ResourceNotFoundException', message, 404)
}

export function conflict(message: string): AwsFailure {
  return new AwsFailure('ResourceConflictException', message, 409)
}

export function invalidValueOf(message: string): AwsFailure {
  return new AwsFailure('InvalidParameterValueException', message, 400)
}

export function checkRevision(expected: string | undefined, actual: string): void {
  if (expected !== undefined && expected !== actual)
    throw new AwsFailure(
      'PreconditionFailedException',
      'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
      412,
    )
}
