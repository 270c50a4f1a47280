import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { Secret, SecretVersion } from './secretsManagerState.ts'

/** `arn:aws:secretsmanager:REGION:ACCOUNT:secret:` */
export function secretArnPrefix({ region, account }: CallContext): string {
  return `arn:aws:secretsmanager:${region}:${account.accountId}:secret:`
}

/**
 * A secret by its name, its ARN or its ARN without the six characters at the end. It may be
 * scheduled for deletion.
 */
export function findSecret(context: CallContext, id: string): Secret {
  const secret = secretIfAny(context, id)
  if (secret === null)
    throw new AwsFailure('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
  return secret
}

/** A secret that is not scheduled for deletion. */
export function findLiveSecret(context: CallContext, id: string): Secret {
  const secret = findSecret(context, id)
  if (secret.deletion !== null)
    throw invalidRequest("You can't perform this operation on the secret because it was marked for deletion.")
  return secret
}

export function secretsHere(context: CallContext): readonly Secret[] {
  const prefix = secretArnPrefix(context)
  return Object.values(context.state.secretsmanager.secrets).filter(
    ({ arn, deletion }) => arn.startsWith(prefix) && (deletion === null || deletion.untilMs > context.nowMs),
  )
}

export function invalidRequest(message: string): AwsFailure {
  return new AwsFailure('InvalidRequestException', message)
}

export function invalidParameter(message: string): AwsFailure {
  return new AwsFailure('InvalidParameterException', message)
}

/** The version of an ID, of a stage, or of both. */
export function findVersion(
  secret: Secret,
  versionId: string | undefined,
  stage: string | undefined,
): SecretVersion {
  const wanted = stage ?? (versionId === undefined ? 'AWSCURRENT' : undefined)
  const version = Object.values(secret.versions).find(
    (one) =>
      (versionId === undefined || one.versionId === versionId) &&
      (wanted === undefined || one.stages.includes(wanted)),
  )
  if (version !== undefined) return version
  if (versionId !== undefined && stage !== undefined && Object.hasOwn(secret.versions, versionId))
    throw invalidRequest('You provided a VersionStage that is not associated to the provided VersionId.')
  const sought = versionId === undefined ? `staging label: ${wanted}` : `VersionId: ${versionId}`
  throw new AwsFailure(
    'ResourceNotFoundException',
    `Secrets Manager can't find the specified secret value for ${sought}`,
  )
}

/** The ARN for policies: of the secret if there is one, or the name as it was given. */
export function secretArnFor(context: CallContext, id: string | undefined): string {
  if (id === undefined) return '*'
  return secretIfAny(context, id)?.arn ?? id
}

function secretIfAny(context: CallContext, id: string): Secret | null {
  return (
    secretsHere(context).find(({ arn, name }) => id === name || id === arn || id === arn.slice(0, -7)) ?? null
  )
}
