import type { AwsResponse } from '../request.ts'
import type { OperationSchema, Protocol } from '../service.ts'
import { jsonOf, jsonOfMembers } from './jsonOutput.ts'
import { isUnbound } from './restInput.ts'
import { httpOf, isStructure, membersOf, outputOf, type Member, type Schema } from './schema.ts'
import { textOfValue } from './simpleValues.ts'
import { element, escapeXml, xmlOfMembers } from './xmlOutput.ts'

/** Status, headers and body out of the members of an output. */
export function restAnswer(
  operation: OperationSchema,
  protocol: Protocol,
  output: unknown,
  namespace: string,
): AwsResponse {
  const schema = outputOf(operation)
  const members = membersOf(schema)
  const given = (output ?? {}) as Readonly<Record<string, unknown>>
  const headers: Record<string, string> = {}
  let status = httpOf(operation)[2]
  for (const member of members) {
    const value = given[member.name]
    if (value == null) continue
    if (member.traits.httpResponseCode === 1) status = Number(value)
    else Object.assign(headers, headersOf(member, value))
  }
  // A part of an object.
  if (status === 200 && headers['content-range'] !== undefined) status = 206
  const body = bodyOf(schema, protocol, given, namespace)
  if (body === null || httpOf(operation)[0] === 'HEAD') return { status, headers, body: '' }
  return { status, headers: { 'content-type': body.type, ...headers }, body: body.content }
}

function headersOf({ schema, traits }: Member, value: unknown): Record<string, string> {
  if (traits.httpHeader !== undefined)
    return { [traits.httpHeader.toLowerCase()]: headerText(textOfHeader(schema, value)) }
  if (traits.httpPrefixHeaders === undefined) return {}
  const prefix = traits.httpPrefixHeaders.toLowerCase()
  return Object.fromEntries(
    Object.entries(value as object).map(([name, text]) => [
      prefix + name.toLowerCase(),
      headerText(String(text)),
    ]),
  )
}

function textOfHeader(schema: Schema, value: unknown): string {
  if (!schema.isListSchema()) return textOfValue(schema, value, 'http')
  const item = schema.getValueSchema()
  return (value as readonly unknown[])
    .map((each) => textOfValue(item, each, 'http'))
    .map((text) => (/[",]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text))
    .join(', ')
}

/** HTTP allows no other characters; S3 writes them so as well. */
const headerText = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text : `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`

interface Body {
  readonly type: string
  readonly content: Uint8Array | string
}

function bodyOf(
  schema: Schema,
  protocol: Protocol,
  given: Readonly<Record<string, unknown>>,
  namespace: string,
): Body | null {
  const members = membersOf(schema)
  const payload = members.find(({ traits }) => traits.httpPayload === 1)
  if (payload !== undefined) {
    const value = given[payload.name]
    return value == null ? null : payloadOf(payload, protocol, value, namespace)
  }
  const unbound = members.filter(isUnbound)
  if (unbound.length === 0) return null
  if (protocol === 'rest-json')
    return { type: JSON_TYPE, content: JSON.stringify(jsonOfMembers(unbound, given, jsonNameOf)) }
  const name = schema.getMergedTraits().xmlName ?? schema.getName() ?? ''
  const [only] = unbound
  // GetBucketLocation: the member is the root itself.
  const content =
    unbound.length === 1 && only!.name === name
      ? given[name] == null
        ? ''
        : escapeXml(textOfValue(only!.schema, given[name]))
      : xmlOfMembers(unbound, given)
  return { type: XML_TYPE, content: XML_DECLARATION + element(name, content, namespace) }
}

function payloadOf(
  { name, schema, traits }: Member,
  protocol: Protocol,
  value: unknown,
  namespace: string,
): Body {
  if (value instanceof Uint8Array) return { type: 'application/octet-stream', content: value }
  if (!isStructure(schema))
    return { type: schema.isBlobSchema() ? 'application/octet-stream' : 'text/plain', content: String(value) }
  if (protocol === 'rest-json')
    return { type: JSON_TYPE, content: JSON.stringify(jsonOf(schema, value, jsonNameOf)) }
  const root = traits.xmlName ?? schema.getName() ?? name
  return {
    type: XML_TYPE,
    content: XML_DECLARATION + element(root, xmlOfMembers(membersOf(schema), value), namespace),
  }
}

const jsonNameOf = ({ name, traits }: Member): string => traits.jsonName ?? name

const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
const XML_TYPE = 'application/xml'
const JSON_TYPE = 'application/json'
