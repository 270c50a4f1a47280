import { NormalizedSchema } from '@smithy/core/schema'
import { base64 } from '../../../account/identifiers.ts'
import type { Json, JsonObject } from '../../../account/json.ts'
import type { CallContext } from '../../callContext.ts'
import type { AwsFailure } from '../../failure.ts'
import type { AwsRequest, AwsResponse } from '../../request.ts'
import type { OperationSchema } from '../../service.ts'

export interface Named {
  readonly Bucket?: string | undefined
  readonly Key?: string | undefined
}

/** The host that AWS's own endpoint has for the call. */
export function hostOf(input: object, region: string): string {
  const { Bucket } = input as Named
  return `${Bucket === undefined ? '' : `${Bucket}.`}s3.${region}.amazonaws.com`
}

/**
 * The requestParameters of an S3 record: bucket and key, then the request's query and the headers
 * that change what it does, by their names on the wire, then its XML as an object.
 */
export function requestParameters(
  [, , , traits, inputSchema]: OperationSchema,
  input: object,
  { region, request }: CallContext,
): JsonObject {
  const { Bucket, Key } = input as Named
  const parameters: Record<string, Json> = {
    ...(Bucket !== undefined && { bucketName: Bucket }),
    Host: hostOf(input, region),
    ...(Key !== undefined && { key: Key }),
  }
  const uri = typeof traits === 'object' ? (traits.http?.[1] ?? '') : ''
  for (const [name, value] of new URLSearchParams(uri.split('?')[1]))
    if (name !== 'x-id') parameters[name] = value
  for (const [name, value] of new URLSearchParams(request.query))
    if (SENT_QUERY.has(name)) parameters[name] = value
  for (const [name, member] of NormalizedSchema.of(inputSchema).structIterator()) {
    const value = (input as Readonly<Record<string, unknown>>)[name]
    if (value === undefined || value === null) continue
    const { httpQuery, httpHeader, httpPayload, xmlName } = member.getMergedTraits()
    if (httpQuery !== undefined) parameters[httpQuery] = wireText(value)
    else if (httpHeader !== undefined && isRecordedHeader(httpHeader))
      parameters[httpHeader] = wireText(value)
    else if (httpPayload && member.isStructSchema() && !NOT_RECORDED.has(name))
      parameters[xmlName ?? name] = { xmlns: XMLNS, ...(xmlElements(member, value) as JsonObject) }
  }
  return parameters
}

const XMLNS = 'http://s3.amazonaws.com/doc/2006-03-01/'

/** Records do not say what DeleteObjects deletes, nor of which parts an object is completed. */
const NOT_RECORDED: ReadonlySet<string> = new Set(['Delete', 'MultipartUpload'])

/** What the schema does not know, or only some clients send. */
const SENT_QUERY: ReadonlySet<string> = new Set([
  'x-id',
  'X-Amz-Algorithm',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-SignedHeaders',
])

/** Keys of customers are secrets; checksums and user metadata are no parameters of the call. */
const isRecordedHeader = (name: string): boolean =>
  /^x-amz-(?!checksum|sdk|meta|trailer|decoded)/i.test(name) && !/customer-key/i.test(name)

const wireText = (value: unknown): string =>
  value instanceof Date ? value.toUTCString() : Array.isArray(value) ? value.join(',') : String(value)

/** A structure as CloudTrail turns its XML into JSON: an element that comes once is no list. */
function xmlElements(schema: NormalizedSchema, value: unknown): Json {
  if (schema.isStructSchema()) {
    const elements: Record<string, Json> = {}
    for (const [name, member] of schema.structIterator()) {
      const item = (value as Readonly<Record<string, unknown>>)[name]
      if (item === undefined || item === null) continue
      const { xmlName = name } = member.getMergedTraits()
      elements[xmlName] = xmlElements(member, item)
    }
    return elements
  }
  if (schema.isListSchema()) {
    const items = (value as readonly unknown[]).map((item) => xmlElements(schema.getValueSchema(), item))
    const { xmlName = 'member' } = schema.getValueSchema().getMergedTraits()
    const list = items.length === 1 ? items[0]! : items
    return schema.getMergedTraits().xmlFlattened ? list : { [xmlName]: list }
  }
  return typeof value === 'string'
    ? typed(value)
    : value instanceof Date
      ? value.toISOString()
      : (value as Json)
}

/** CloudTrail writes texts of XML that look like numbers and truth values as such. */
function typed(text: string): Json {
  if (text === 'true' || text === 'false') return text === 'true'
  return /^-?(?:0|[1-9]\d{0,14})$/.test(text) ? Number(text) : text
}

/** A bucket that does not exist is nobody's, and one that is only being created has no entry yet. */
export function resourcesOf(
  { Bucket, Key }: Named,
  { account }: CallContext,
  failure: AwsFailure | null,
): readonly JsonObject[] | undefined {
  if (Bucket === undefined || failure?.code === 'NoSuchBucket') return undefined
  const arn = `arn:aws:s3:::${Bucket}`
  const bucket = { accountId: account.accountId, type: 'AWS::S3::Bucket', ARN: arn }
  return Key === undefined ? [bucket] : [{ type: 'AWS::S3::Object', ARN: `${arn}/${Key}` }, bucket]
}

/** Of calls about several objects of a bucket. */
export function prefixResources(
  input: Named & { readonly Prefix?: string | undefined },
  context: CallContext,
  failure: AwsFailure | null,
): readonly JsonObject[] | undefined {
  const bucket = resourcesOf({ Bucket: input.Bucket }, context, failure)
  const ARNPrefix = `arn:aws:s3:::${input.Bucket}/${input.Prefix ?? ''}`
  return bucket && [{ type: 'AWS::S3::Object', ARNPrefix }, ...bucket]
}

export function additionalData(
  input: object,
  { request, chance }: CallContext,
  answer: AwsResponse,
  encryption?: string,
): JsonObject {
  return {
    SignatureVersion: 'SigV4',
    CipherSuite: 'TLS_AES_128_GCM_SHA256',
    bytesTransferredIn: bytesIn(input, request),
    SSEApplied: encryption,
    AuthenticationMethod: /(?:^|&)X-Amz-Algorithm=/.test(request.query) ? 'QueryString' : 'AuthHeader',
    'x-amz-id-2': answer.headers['x-amz-id-2'] ?? base64(chance, 76),
    bytesTransferredOut: request.method === 'HEAD' ? 0 : Buffer.byteLength(answer.body),
  }
}

/** Of calls that write an object: also how it is encrypted. */
export function additionalDataOfWrite(input: object, context: CallContext, answer: AwsResponse): JsonObject {
  const applied = answer.headers['x-amz-server-side-encryption']
  if (applied === undefined) return additionalData(input, context, answer)
  const kind = applied === 'AES256' ? 'SSE_S3' : 'SSE_KMS'
  const isGiven = 'ServerSideEncryption' in input && input.ServerSideEncryption !== undefined
  return additionalData(input, context, answer, isGiven ? kind : `Default_${kind}`)
}

/** Without the frames of chunks and trailers. */
function bytesIn(input: object, { body }: AwsRequest): number {
  const bytes = 'Body' in input && input.Body instanceof Uint8Array ? input.Body : body
  return bytes.length
}
