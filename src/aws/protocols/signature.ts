import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Hash } from '@smithy/core/serde'
import { createScope, getSigningKey, SignatureV4Base } from '@smithy/signature-v4'
import type { HttpRequest } from '@smithy/types'
import type { AwsRequest } from '../request.ts'
import { ALGORITHM, signatureParts, signedAtMs, type SignatureParts } from './credentialScope.ts'

/**
 * Whether the signature of a request, in its header or its query, was made with this secret. The
 * signatures of single chunks of a body are not verified, as the request's own covers their absence.
 */
export async function isSignedWith(request: AwsRequest, secretAccessKey: string): Promise<boolean> {
  const parts = signatureParts(request)
  if (parts === null || !parts.signedHeaders.includes('host')) return false
  const headers = canonicalHeaders(request.headers, parts.signedHeaders)
  const payloadHash = payloadHashOf(request, parts)
  const query = queryOf(request.query)
  if (headers === null || payloadHash === null || query === null) return false
  const expected = await new Verifier(parts, secretAccessKey).signatureOf(
    request,
    query,
    headers,
    payloadHash,
  )
  const given = Buffer.from(parts.signature, 'latin1')
  return given.length === expected.length && timingSafeEqual(given, Buffer.from(expected, 'latin1'))
}

/** Whether a presigned URL is no longer good, or not yet. */
export function isExpired(request: AwsRequest, nowMs: number): boolean {
  const parts = signatureParts(request)
  if (parts === null || parts.expiresSeconds === null) return false
  const atMs = signedAtMs(parts)
  return !(nowMs >= atMs - SKEW_MS && nowMs < atMs + parts.expiresSeconds * 1000)
}

class Verifier extends SignatureV4Base {
  readonly #parts: SignatureParts
  readonly #secretAccessKey: string

  constructor(parts: SignatureParts, secretAccessKey: string) {
    const { region, service, accessKeyId } = parts.scope
    super({
      region,
      service,
      credentials: { accessKeyId, secretAccessKey },
      sha256: Sha256,
      // S3 alone has the path as it was sent.
      uriEscapePath: service !== 's3',
    })
    this.#parts = parts
    this.#secretAccessKey = secretAccessKey
  }

  async signatureOf(
    { method, path }: AwsRequest,
    query: Record<string, string[]>,
    headers: Record<string, string>,
    payloadHash: string,
  ): Promise<string> {
    const { date, signedAt, scope } = this.#parts
    const { region, service, accessKeyId } = scope
    const signed: HttpRequest = { method, path, query, headers, protocol: 'http:', hostname: '' }
    const toSign = await this.createStringToSign(
      signedAt,
      createScope(date, region, service),
      this.createCanonicalRequest(signed, headers, payloadHash),
      ALGORITHM,
    )
    const credentials = { accessKeyId, secretAccessKey: this.#secretAccessKey }
    const key = await getSigningKey(Sha256, credentials, date, region, service)
    return createHmac('sha256', key).update(toSign).digest('hex')
  }
}

class Sha256 extends Hash {
  constructor(secret?: ConstructorParameters<typeof Hash>[1]) {
    super('sha256', secret)
  }
}

/** Null if a header that was signed is not there. */
function canonicalHeaders(headers: Headers, signed: readonly string[]): Record<string, string> | null {
  const values: Record<string, string> = {}
  for (const name of signed) {
    const value = headers.get(name)
    if (value === null) return null
    values[name] = value.trim().replace(/\s+/g, ' ')
  }
  return values
}

/** Null if the request declares the hash of another body. */
function payloadHashOf(
  { headers, query, body }: AwsRequest,
  { scope, expiresSeconds }: SignatureParts,
): string | null {
  const isPresigned = expiresSeconds !== null
  const declared =
    headers.get('x-amz-content-sha256') ??
    (isPresigned ? new URLSearchParams(query).get('X-Amz-Content-Sha256') : null)
  if (declared === null && isPresigned && scope.service === 's3') return 'UNSIGNED-PAYLOAD'
  if (declared !== null && /^(UNSIGNED-PAYLOAD|STREAMING-.*)$/.test(declared)) return declared
  const actual = createHash('sha256').update(body).digest('hex')
  return declared === null || declared === actual ? actual : null
}

/** Decoded, with a plus as it is: that is how clients sign it. Null if it cannot be decoded. */
function queryOf(text: string): Record<string, string[]> | null {
  const query: Record<string, string[]> = {}
  try {
    for (const pair of text.split('&').filter(Boolean)) {
      const equals = pair.indexOf('=')
      const name = decodeURIComponent(equals < 0 ? pair : pair.slice(0, equals))
      const values = Object.hasOwn(query, name) ? query[name]! : []
      values.push(equals < 0 ? '' : decodeURIComponent(pair.slice(equals + 1)))
      Object.defineProperty(query, name, { value: values, enumerable: true, configurable: true })
    }
  } catch {
    return null
  }
  return query
}

/** How far the clocks of clients may be ahead. */
const SKEW_MS = 15 * 60_000
