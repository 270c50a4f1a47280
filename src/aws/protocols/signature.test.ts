import { Hash } from '@smithy/core/serde'
import { SignatureV4 } from '@smithy/signature-v4'
import type { HttpRequest } from '@smithy/types'
import { describe, expect, it } from 'vitest'
import type { AwsRequest } from '../request.ts'
import { credentialScope } from './credentialScope.ts'
import { isAwsRequest } from './isAwsRequest.ts'
import { isExpired, isSignedWith } from './signature.ts'

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5)

describe('a signature in the header', () => {
  // AWS's own example of signing a request with version 4.
  const example: AwsRequest = {
    method: 'GET',
    path: '/',
    query: 'Action=ListUsers&Version=2010-05-08',
    headers: new Headers({
      host: 'iam.amazonaws.com',
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      'x-amz-date': '20150830T123600Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    }),
    body: new Uint8Array(),
  }

  it('is the one of AWS’s own example', async () => {
    expect(await isSignedWith(example, 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY')).toBe(true)
    expect(credentialScope(example)).toEqual({
      accessKeyId: 'AKIDEXAMPLE',
      region: 'us-east-1',
      service: 'iam',
      sessionToken: null,
    })
  })

  it.each<[string, Partial<AwsRequest>]>([
    ['another method', { method: 'POST' }],
    ['another path', { path: '/x' }],
    ['another query', { query: 'Action=ListRoles&Version=2010-05-08' }],
    ['another body', { body: Buffer.from('x') }],
    ['another header that was signed', { headers: withHeader(example.headers, 'host', 'other') }],
    ['no header that was signed', { headers: withHeader(example.headers, 'content-type', null) }],
    ['a query that cannot be decoded', { query: 'Action=%' }],
    ['no signature', { headers: withHeader(example.headers, 'authorization', null) }],
  ])('does not fit %s', async (_, change) => {
    expect(await isSignedWith({ ...example, ...change }, 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY')).toBe(
      false,
    )
  })

  it('does not fit another secret', async () => {
    expect(await isSignedWith(example, SECRET)).toBe(false)
  })

  it.each(['s3', 'lambda'])('has the path as the service signs it: %s', async (service) => {
    const request = await signed(service, {
      path: '/a%20b/arn%3Aaws//x%2By',
      query: { 'a b': ['2', '1'], c: '' },
    })
    expect(await isSignedWith(request, SECRET)).toBe(true)
    expect(await isSignedWith({ ...request, path: '/a%20b' }, SECRET)).toBe(false)
  })

  it.each(['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'])(
    'leaves the body out: %s',
    async (hash) => {
      const request = await signed('s3', { headers: { 'x-amz-content-sha256': hash }, body: 'content' })
      expect(await isSignedWith({ ...request, body: Buffer.from('other') }, SECRET)).toBe(true)
    },
  )

  it('covers a body by the hash that the request declares', async () => {
    const request = await signed('s3', { body: 'content' })
    expect(request.headers.has('x-amz-content-sha256')).toBe(true)
    expect(await isSignedWith(request, SECRET)).toBe(true)
    expect(await isSignedWith({ ...request, body: Buffer.from('other') }, SECRET)).toBe(false)
  })
})

describe('a presigned URL', () => {
  it('is signed in its query, with the token of a session', async () => {
    const request = await presigned('s3', 'a-token')
    expect(await isSignedWith(request, SECRET)).toBe(true)
    expect(await isSignedWith({ ...request, path: '/bucket/other' }, SECRET)).toBe(false)
    expect(credentialScope(request)).toMatchObject({
      service: 's3',
      region: 'eu-central-1',
      sessionToken: 'a-token',
    })
    expect(isAwsRequest(request)).toBe(true)
  })

  it('is signed without the body for S3 alone', async () => {
    expect(await isSignedWith(await presigned('sts'), SECRET)).toBe(true)
    expect(await isSignedWith({ ...(await presigned('sts')), body: Buffer.from('x') }, SECRET)).toBe(false)
    expect(await isSignedWith({ ...(await presigned('s3')), body: Buffer.from('x') }, SECRET)).toBe(true)
  })

  it('is good as long as it says', async () => {
    const request = await presigned('s3')
    expect(isExpired(request, NOW)).toBe(false)
    expect(isExpired(request, NOW + 59_999)).toBe(false)
    expect(isExpired(request, NOW + 60_000)).toBe(true)
    expect(isExpired(request, NOW - 16 * 60_000)).toBe(true)
    expect(
      isExpired({ ...request, query: request.query.replace(/X-Amz-Date=\w+/, 'X-Amz-Date=x') }, NOW),
    ).toBe(true)
    expect(isExpired(await signed('s3', {}), NOW + 86_400_000)).toBe(false)
  })
})

describe('what is a request to AWS', () => {
  it.each([
    [{ 'x-amz-target': 'CloudTrail_20131101.LookupEvents' }, '', true],
    [{ authorization: 'AWS4-HMAC-SHA256 Credential=x' }, '', true],
    [{}, 'a=b&X-Amz-Algorithm=AWS4-HMAC-SHA256', true],
    [{ authorization: 'Bearer x' }, 'filter=X-Amz-Algorithm', false],
    [{}, '', false],
  ])('%j ?%s', (headers, query, is) => {
    expect(isAwsRequest({ headers: new Headers(headers), query })).toBe(is)
  })
})

interface Unsigned {
  readonly path?: string
  readonly query?: Record<string, string | string[]>
  readonly headers?: Record<string, string>
  readonly body?: string
}

const signer = (service: string, sessionToken?: string) =>
  new SignatureV4({
    service,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'AKIA', secretAccessKey: SECRET, ...(sessionToken && { sessionToken }) },
    sha256: Hash.bind(null, 'sha256'),
    uriEscapePath: service !== 's3',
    applyChecksum: service === 's3',
  })

async function signed(service: string, { path = '/', query = {}, headers = {}, body = '' }: Unsigned) {
  const request = {
    method: 'PUT',
    protocol: 'http:',
    hostname: 'x',
    path,
    query,
    headers: { host: '127.0.0.1:80', ...headers },
    body,
  }
  return asReceived(await signer(service).sign(request, { signingDate: new Date(NOW) }))
}

async function presigned(service: string, token?: string) {
  // The S3 client presigns without the body.
  const headers = { host: 'x', ...(service === 's3' && { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }) }
  const request = {
    method: 'GET',
    protocol: 'http:',
    hostname: 'x',
    path: '/bucket/a%2Bkey',
    query: {},
    headers,
  }
  return asReceived(
    await signer(service, token).presign(request, {
      signingDate: new Date(NOW),
      expiresIn: 60,
      unsignableHeaders: new Set(['x-amz-content-sha256']),
      unhoistableHeaders: new Set(['x-amz-content-sha256']),
    }),
    ['x-amz-content-sha256'],
  )
}

function asReceived(
  { method, path, query, headers, body }: HttpRequest,
  without: readonly string[] = [],
): AwsRequest {
  const received = new Headers(headers)
  for (const name of without) received.delete(name)
  return {
    method,
    path,
    query: Object.entries(query ?? {})
      .flatMap(([name, value]) =>
        [value ?? ''].flat().map((each) => `${encodeURIComponent(name)}=${encodeURIComponent(each)}`),
      )
      .join('&'),
    headers: received,
    body: Buffer.from((body as string | undefined) ?? ''),
  }
}

function withHeader(headers: Headers, name: string, value: string | null): Headers {
  const changed = new Headers(headers)
  if (value === null) changed.delete(name)
  else changed.set(name, value)
  return changed
}
