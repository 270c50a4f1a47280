import { mayPass, ownWords, type AwsError } from '../awsError.ts'

/** `find` a bucket, to `write` into it. */
type Act = 'list' | 'read' | 'find' | 'write'

/** Why S3 did not do what was asked for: a clause without a full stop, which names it and says what to do. */
export class S3Failure extends Error {}

/** `what`: the URI of the bucket, the prefix or the object. `endpointURL`: null for AWS's own. */
export function s3Failure(error: unknown, act: Act, what: string, endpointURL: string | null): S3Failure {
  return error instanceof S3Failure
    ? error
    : new S3Failure(sentenceOf(error as AwsError, act, what, endpointURL ?? 'S3'), { cause: error })
}

/** The code of an error, as a trail's status has it. */
export function s3FailureCode(error: unknown): string {
  const name = nameOf(error as AwsError)
  if (name === 'Forbidden') return 'AccessDenied'
  return name ?? (error as AwsError).code ?? 'InternalError'
}

export const changedWhileRead = (uri: string): string =>
  `${uri} was changed while it was read. Start the console again to read it as it is now`

const PERMISSIONS: Readonly<Record<Act, string>> = {
  list: 's3:ListBucket on the bucket',
  read: 's3:GetObject on the object',
  find: 's3:ListBucket on the bucket',
  write: 's3:PutObject on the object',
}

function sentenceOf(error: AwsError, act: Act, what: string, where: string): string {
  const permission = PERMISSIONS[act]
  const option = act === 'find' || act === 'write' ? '--deliver-to' : '--endpoint-url'
  const bucket = /^s3:\/\/[^/]*/.exec(what)?.[0] ?? what
  switch (error.code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host of ${where} is not found for ${what}. Check ${option} and the network`
    case 'ECONNREFUSED':
      return `${where} refuses the connection for ${what}. Check ${option}, and that the server runs`
    default:
      break
  }
  switch (nameOf(error)) {
    case 'NoSuchBucket':
      return `there is no bucket ${bucket}. Check its name, and whose credentials are used`
    case 'NoSuchKey':
    case 'NotFound':
      if (act === 'find') return `there is no bucket ${bucket}. Create it`
      return `${what} no longer exists. Start the console again to list what is there now`
    case 'AccessDenied':
    case 'AllAccessDisabled':
    case 'Forbidden':
      return /kms/i.test(error.message ?? '')
        ? `access to the KMS key of ${what} is denied. Allow kms:Decrypt on it to the credentials in use`
        : `access to ${what} is denied. Allow ${permission} to the credentials in use, or use others by AWS_PROFILE`
    case 'InvalidAccessKeyId':
      return `${where} does not know the access key that asks for ${what}. Check the credentials, such as AWS_ACCESS_KEY_ID or AWS_PROFILE`
    case 'SignatureDoesNotMatch':
      return `the secret access key that asks for ${what} is wrong. Check the credentials, such as AWS_SECRET_ACCESS_KEY or AWS_PROFILE`
    case 'ExpiredToken':
    case 'ExpiredTokenException':
    case 'TokenRefreshRequired':
    case 'InvalidToken':
      return `the credentials that ask for ${what} have expired. Get new ones, such as by “aws sso login”, and start the console again`
    case 'CredentialsProviderError':
    case 'TokenProviderError':
      return `there are no credentials to ask for ${what}: ${ownWords(error)}. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY`
    case 'RequestTimeTooSkewed':
    case 'RequestExpired':
      return `the clock of this machine differs too much from that of ${where} to ask for ${what}. Set the clock`
    case 'PermanentRedirect':
    case 'AuthorizationHeaderMalformed':
    case 'IllegalLocationConstraintException':
      return `${bucket} is in another Region than was asked. Set AWS_REGION to the Region of the bucket`
    case 'InvalidObjectState':
      return `${what} is in an archive storage class. Restore it, then start the console again`
    case 'PreconditionAwsError':
      return changedWhileRead(what)
    case 'InvalidBucketName':
      return `${bucket} is not the name of a bucket. Check it`
    default:
      return otherwise(error, what, where, option)
  }
}

function otherwise(error: AwsError, what: string, where: string, option: string): string {
  const status = error.$metadata?.httpStatusCode
  if (status === undefined && error.code === undefined && error.name !== 'TimeoutError')
    return `${what} cannot be had from ${where}: ${ownWords(error)}`
  return mayPass(error)
    ? `${where} cannot be reached for ${what}: ${ownWords(error)}. Check the network, and start the console again`
    : `${where} does not answer as S3 does for ${what}: ${ownWords(error)}. Check ${option}`
}

/** A failed HEAD has no body that could name its error. */
function nameOf({ name, Code, $metadata }: AwsError): string | undefined {
  if (Code !== undefined) return Code
  if (name !== undefined && name !== 'Error' && !name.startsWith('Unknown')) return name
  return { 403: 'Forbidden', 404: 'NotFound', 301: 'PermanentRedirect', 412: 'PreconditionAwsError' }[
    $metadata?.httpStatusCode ?? 0
  ]
}
