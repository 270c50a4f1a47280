import type { AwsRequest, CredentialScope } from '../request.ts'

/** Where the signature of a request is: its header, or its query if it was presigned. */
export interface SignatureParts {
  readonly scope: CredentialScope
  /** `20260102` of the scope. */
  readonly date: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
  /** `20260102T030405Z`; empty if the request does not say. */
  readonly signedAt: string
  /** Seconds for which a presigned request is good; null if it was signed in its header. */
  readonly expiresSeconds: number | null
}

/** Null for a request that is not signed, or whose signature nobody can read. */
export function credentialScope(request: AwsRequest): CredentialScope | null {
  return signatureParts(request)?.scope ?? null
}

export function signatureParts(request: AwsRequest): SignatureParts | null {
  const authorization = request.headers.get('authorization')
  if (authorization !== null) {
    if (!authorization.startsWith(ALGORITHM)) return null
    const fields = new Map<string, string>()
    for (const field of authorization.slice(ALGORITHM.length).split(',')) {
      const equals = field.indexOf('=')
      if (equals > 0) fields.set(field.slice(0, equals).trim(), field.slice(equals + 1).trim())
    }
    return partsOf(
      fields.get('Credential'),
      fields.get('SignedHeaders'),
      fields.get('Signature'),
      request.headers.get('x-amz-date') ?? isoBasic(request.headers.get('date')),
      request.headers.get('x-amz-security-token'),
      null,
    )
  }
  const query = new URLSearchParams(request.query)
  if (query.get('X-Amz-Algorithm') !== ALGORITHM) return null
  const expires = query.get('X-Amz-Expires') ?? ''
  return partsOf(
    query.get('X-Amz-Credential'),
    query.get('X-Amz-SignedHeaders'),
    query.get('X-Amz-Signature'),
    query.get('X-Amz-Date') ?? '',
    query.get('X-Amz-Security-Token'),
    /^\d{1,7}$/.test(expires) ? Number(expires) : 0,
  )
}

function partsOf(
  credential: string | null | undefined,
  signedHeaders: string | null | undefined,
  signature: string | null | undefined,
  signedAt: string,
  sessionToken: string | null,
  expiresSeconds: number | null,
): SignatureParts | null {
  const match = /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(credential ?? '')
  if (match === null) return null
  const [, accessKeyId = '', date = '', region = '', service = ''] = match
  return {
    scope: { accessKeyId, region, service, sessionToken },
    date,
    signedHeaders: (signedHeaders ?? '').toLowerCase().split(';').filter(Boolean),
    signature: signature ?? '',
    signedAt,
    expiresSeconds,
  }
}

/** The Date header in the form of X-Amz-Date. */
function isoBasic(date: string | null): string {
  const ms = Date.parse(date ?? '')
  return Number.isNaN(ms) ? '' : `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

/** When a request was signed; NaN if it does not say. */
export function signedAtMs({ signedAt }: SignatureParts): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signedAt) ?? []
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

export const ALGORITHM = 'AWS4-HMAC-SHA256'
