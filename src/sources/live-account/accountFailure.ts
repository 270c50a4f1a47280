import { mayPass, ownWords, type AwsError } from '../awsError.ts'

/** Why AWS did not answer for a live account: a clause without a full stop, which says what to do. */
export class AccountFailure extends Error {
  /**
   * Whether the same call may succeed later: `passes` by itself, `credentials` once the user has got
   * others, `final` not while the console runs.
   */
  readonly kind: 'passes' | 'credentials' | 'final'

  constructor(message: string, kind: AccountFailure['kind'], cause: unknown) {
    super(message, { cause })
    this.kind = kind
  }
}

/** A call that was made for a profile. */
export interface AccountCall {
  readonly profile: string
  /** As IAM names it: `cloudtrail:LookupEvents`. */
  readonly action: string
  readonly region: string
  /** Null for AWS's own. */
  readonly endpointURL: string | null
}

export function accountFailure(error: unknown, call: AccountCall): AccountFailure {
  if (error instanceof AccountFailure) return error
  const [kind, message] = explained(error as AwsError, call)
  return new AccountFailure(message, kind, error)
}

function explained(
  error: AwsError,
  { profile, action, region, endpointURL }: AccountCall,
): readonly [kind: AccountFailure['kind'], message: string] {
  const where = endpointURL ?? `AWS in ${region}`
  const signIn = `such as by “aws sso login --profile ${profile}”`
  switch (error.code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return ['passes', `the host of ${where} is not found. Check the network`]
    case 'ECONNREFUSED':
      return ['passes', `${where} refuses the connection. Check the network`]
    default:
      break
  }
  switch (error.name) {
    case 'ThrottlingException':
    case 'Throttling':
    case 'RequestLimitExceeded':
      return [
        'passes',
        `${where} answers no further calls for the moment: others look up events of the account as well`,
      ]
    case 'ExpiredToken':
    case 'ExpiredTokenException':
    case 'TokenRefreshRequired':
    case 'InvalidToken':
      return [
        'credentials',
        `the credentials of the profile ${profile} have expired. Get new ones, ${signIn}`,
      ]
    case 'CredentialsProviderError':
    case 'TokenProviderError':
      return [
        'credentials',
        `there are no credentials of the profile ${profile}: ${ownWords(error)}. Check its name, or get some, ${signIn}`,
      ]
    case 'InvalidClientTokenId':
    case 'UnrecognizedClientException':
    case 'AuthFailure':
    case 'OptInRequired':
      return [
        'final',
        `${where} does not know the access key of the profile ${profile}. Check the key, and that the account has the Region enabled`,
      ]
    case 'SignatureDoesNotMatch':
    case 'InvalidSignatureException':
    case 'RequestTimeTooSkewed':
    case 'RequestExpired':
      return [
        'credentials',
        `${where} does not accept the signature of the profile ${profile}: ${ownWords(error)}. Check the secret access key, and the clock of this machine`,
      ]
    case 'AccessDenied':
    case 'AccessDeniedException':
    case 'UnauthorizedOperation':
      return [
        'final',
        `the profile ${profile} may not call ${action} in ${region}. Allow it, such as by the AWS managed policy AWSCloudTrail_ReadOnlyAccess`,
      ]
    default:
      if (error.$metadata?.httpStatusCode !== undefined && mayPass(error))
        return ['passes', `${where} answers with an error (${error.$metadata.httpStatusCode})`]
      return mayPass(error)
        ? ['passes', `${where} cannot be reached: ${ownWords(error)}. Check the network`]
        : ['final', `${where} refuses ${action}: ${ownWords(error)}`]
  }
}
