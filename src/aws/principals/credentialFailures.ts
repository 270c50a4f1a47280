import { AwsFailure } from '../failure.ts'
import type { Protocol, Service } from '../service.ts'

/** Why credentials are not accepted. */
export type CredentialFailure =
  /** The request is not signed. */
  | 'missing'
  /** No such access key, or it is inactive or was deleted. */
  | 'unknown key'
  /** The session token is not the one that STS issued with the access key. */
  | 'wrong token'
  | 'expired'
  | 'wrong signature'
  /** The URL of a presigned request is too old. */
  | 'expired presigned'

type Family = 'json' | 'query' | 'ec2' | 'rest-json' | 'rest-xml'
type Answer = readonly [code: string, status: number, message: string]

const INVALID = 'The security token included in the request is invalid.'
const EXPIRED = 'The security token included in the request is expired'
const TOO_OLD = 'Signature expired: the request is older than its X-Amz-Expires allows.'
const NOT_VALIDATED = 'AWS was not able to validate the provided access credentials'
const MISMATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access ' +
  'Key and signing method. Consult the service documentation for details.'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and those of EC2 and S3. */
const ANSWERS: Readonly<Record<Family, Readonly<Record<CredentialFailure, Answer>>>> = {
  json: {
    missing: ['MissingAuthenticationTokenException', 400, 'Missing Authentication Token'],
    'unknown key': ['UnrecognizedClientException', 400, INVALID],
    'wrong token': ['UnrecognizedClientException', 400, INVALID],
    expired: ['ExpiredTokenException', 400, EXPIRED],
    'wrong signature': ['InvalidSignatureException', 400, MISMATCH],
    'expired presigned': ['InvalidSignatureException', 400, TOO_OLD],
  },
  'rest-json': {
    missing: ['MissingAuthenticationTokenException', 403, 'Missing Authentication Token'],
    'unknown key': ['UnrecognizedClientException', 403, INVALID],
    'wrong token': ['UnrecognizedClientException', 403, INVALID],
    expired: ['ExpiredTokenException', 403, EXPIRED],
    'wrong signature': ['InvalidSignatureException', 403, MISMATCH],
    'expired presigned': ['InvalidSignatureException', 403, TOO_OLD],
  },
  query: {
    missing: ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
    'unknown key': ['InvalidClientTokenId', 403, INVALID],
    'wrong token': ['InvalidClientTokenId', 403, INVALID],
    expired: ['ExpiredToken', 403, EXPIRED],
    'wrong signature': ['SignatureDoesNotMatch', 403, MISMATCH],
    'expired presigned': ['SignatureDoesNotMatch', 403, TOO_OLD],
  },
  ec2: {
    missing: ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
    'unknown key': ['AuthFailure', 401, NOT_VALIDATED],
    'wrong token': ['AuthFailure', 401, NOT_VALIDATED],
    expired: ['RequestExpired', 400, 'Request has expired.'],
    'wrong signature': ['AuthFailure', 401, NOT_VALIDATED],
    'expired presigned': ['RequestExpired', 400, 'Request has expired.'],
  },
  'rest-xml': {
    missing: ['AccessDenied', 403, 'Access Denied'],
    'unknown key': [
      'InvalidAccessKeyId',
      403,
      'The AWS Access Key Id you provided does not exist in our records.',
    ],
    'wrong token': ['InvalidToken', 400, 'The provided token is malformed or otherwise invalid.'],
    expired: ['ExpiredToken', 400, 'The provided token has expired.'],
    'wrong signature': [
      'SignatureDoesNotMatch',
      403,
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    ],
    'expired presigned': ['AccessDenied', 403, 'Request has expired'],
  },
}

/** How a service answers a request whose credentials it does not accept. */
export function credentialFailure({ protocol }: Service, failure: CredentialFailure): AwsFailure {
  const [code, status, message] = ANSWERS[familyOf(protocol)][failure]
  return new AwsFailure(code, message, status)
}

function familyOf(protocol: Protocol): Family {
  return protocol === 'json-1.0' || protocol === 'json-1.1' ? 'json' : protocol
}
