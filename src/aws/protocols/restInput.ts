import type { AwsRequest } from '../request.ts'
import type { OperationSchema, Protocol } from '../service.ts'
import { decodeChunks, isChunked } from './awsChunks.ts'
import { InputProblem, textOf } from './inputProblem.ts'
import { readJson, readJsonValue } from './jsonInput.ts'
import { inputOf, membersOf, isStructure, type Member } from './schema.ts'
import { valueOfText } from './simpleValues.ts'
import { readXml } from './xmlInput.ts'

type Pairs = readonly (readonly [string, string])[]

/** Input from labels of the path, the query, headers and the body. */
export function readRest(
  operation: OperationSchema,
  protocol: Protocol,
  request: AwsRequest,
  labels: Readonly<Record<string, string>>,
  query: Pairs,
): Record<string, unknown> {
  const { body, headers } = decoded(request)
  const members = membersOf(inputOf(operation))
  const entries: [string, unknown][] = []
  for (const member of members) {
    const value =
      member.traits.httpPayload === 1
        ? payload(member.schema, protocol, body)
        : boundValue(member, headers, labels, query)
    if (value !== undefined) entries.push([member.name, value])
  }
  const unbound = members.filter(isUnbound)
  const fromBody = unbound.length === 0 ? {} : readUnbound(unbound, operation, protocol, body)
  return { ...Object.fromEntries(entries), ...fromBody }
}

export const restNameOf = ({ name, traits }: Member): string =>
  traits.httpHeader ?? traits.httpQuery ?? traits.jsonName ?? traits.xmlName ?? name

const jsonNameOf = ({ name, traits }: Member): string => traits.jsonName ?? name

/** The body without its chunks, and the headers that describe it then. */
function decoded(request: AwsRequest): { readonly body: Uint8Array; readonly headers: Headers } {
  if (!isChunked(request.headers)) return request
  const { body, trailers } = decodeChunks(request.body, request.headers.get('x-amz-decoded-content-length'))
  const headers = new Headers(request.headers)
  // Other headers may not come after the body, where no signature covers them.
  for (const [name, value] of trailers) if (/^x-amz-checksum-/i.test(name)) headers.set(name, value)
  headers.set('content-length', String(body.length))
  return { body, headers }
}

/** Whether a member is in the body beside others, rather than bound to a part of the request. */
export function isUnbound({ traits }: Member): boolean {
  return (
    traits.httpLabel !== 1 &&
    traits.httpQuery === undefined &&
    traits.httpQueryParams !== 1 &&
    traits.httpHeader === undefined &&
    traits.httpPrefixHeaders === undefined &&
    traits.httpPayload !== 1 &&
    traits.httpResponseCode !== 1
  )
}

function readUnbound(
  members: readonly Member[],
  operation: OperationSchema,
  protocol: Protocol,
  body: Uint8Array,
): Record<string, unknown> {
  if (body.length > MAX_STRUCTURED[protocol]) throw tooLong(protocol)
  if (protocol === 'rest-json') return readJson(members, body, jsonNameOf)
  return body.length === 0 ? {} : readXml(inputOf(operation), body)
}

function boundValue(
  member: Member,
  headers: Headers,
  labels: Readonly<Record<string, string>>,
  query: Pairs,
): unknown {
  try {
    return readBound(member, headers, labels, query)
  } catch (error) {
    if (error instanceof InputProblem) throw new InputProblem('argument', error.message, error.members)
    throw error
  }
}

function readBound(
  { name, schema, traits }: Member,
  headers: Headers,
  labels: Readonly<Record<string, string>>,
  query: Pairs,
): unknown {
  if (traits.httpLabel === 1)
    return labels[name] === undefined ? undefined : valueOfText(schema, labels[name], name)
  if (traits.httpQuery !== undefined) {
    const wireName = traits.httpQuery
    const values = query.filter(([key]) => key === wireName).map(([, value]) => value)
    if (values.length === 0) return undefined
    return schema.isListSchema()
      ? values.map((value) => valueOfText(schema.getValueSchema(), value, wireName))
      : valueOfText(schema, values[0]!, wireName)
  }
  if (traits.httpQueryParams === 1) return Object.fromEntries(query)
  if (traits.httpHeader !== undefined) {
    const value = headers.get(traits.httpHeader)
    if (value === null) return undefined
    if (!schema.isListSchema()) return headerValue(traits.httpHeader, schema, value)
    const item = schema.getValueSchema()
    return listOfHeader(value).map((each) => valueOfText(item, each, traits.httpHeader!, 'http'))
  }
  if (traits.httpPrefixHeaders !== undefined) {
    const prefix = traits.httpPrefixHeaders.toLowerCase()
    const found = [...headers].filter(([key]) => key.startsWith(prefix))
    return found.length === 0
      ? undefined
      : Object.fromEntries(found.map(([key, value]) => [key.slice(prefix.length), value]))
  }
  return undefined
}

function headerValue(header: string, schema: Member['schema'], value: string): unknown {
  // What is left of `aws-chunked,gzip` describes the object.
  if (header.toLowerCase() === 'content-encoding') {
    const encodings = listOfHeader(value).filter((encoding) => encoding !== 'aws-chunked')
    return encodings.length === 0 ? undefined : encodings.join(',')
  }
  return valueOfText(schema, value, header, 'http')
}

const listOfHeader = (value: string): string[] =>
  [...value.matchAll(/\s*("(?:[^"\\]|\\.)*"|[^,]*)\s*(?:,|$)/g)]
    .map(([, item = '']) => (item.startsWith('"') ? item.slice(1, -1).replace(/\\(.)/g, '$1') : item.trim()))
    .filter((item) => item !== '')

function payload(schema: Member['schema'], protocol: Protocol, body: Uint8Array): unknown {
  if (schema.isBlobSchema())
    return body.length === 0 && !schema.isStreaming() ? undefined : new Uint8Array(body)
  if (body.length === 0) return undefined
  if (body.length > MAX_STRUCTURED[protocol]) throw tooLong(protocol)
  if (!isStructure(schema)) return textOf(body)
  return protocol === 'rest-json' ? readJsonValue(schema, body, jsonNameOf) : readXml(schema, body)
}

const tooLong = (protocol: Protocol) =>
  new InputProblem('tooLong', `The request is longer than ${MAX_STRUCTURED[protocol]} bytes.`)

/** Bytes of what is not the content of an object. Of Lambda's, a function's code as base64 is part. */
export const MAX_STRUCTURED: Readonly<Record<Protocol, number>> = {
  'json-1.0': 2_097_152,
  'json-1.1': 2_097_152,
  query: 2_097_152,
  ec2: 2_097_152,
  'rest-json': 70_167_211,
  'rest-xml': 2_097_152,
}
