import type { AwsFailure } from '../failure.ts'
import type { Operation } from '../operation.ts'
import type { AwsRequest, AwsResponse } from '../request.ts'
import type { Protocol, Service } from '../service.ts'
import { jsonOfMembers } from './jsonOutput.ts'
import { restAnswer } from './restOutput.ts'
import { membersOf, nameOf, outputOf } from './schema.ts'
import { element, escapeXml, textElement, xmlOfMembers } from './xmlOutput.ts'

/** The answer to a call that succeeded. `output` has the members of the SDK's type. */
export function successOf(
  service: Service,
  operation: Operation,
  output: unknown,
  requestId: string,
): AwsResponse {
  const { protocol } = service
  const { schema } = operation
  const members = membersOf(outputOf(schema))
  switch (protocol) {
    case 'json-1.0':
    case 'json-1.1':
      return {
        status: 200,
        headers: headersOf(protocol, requestId),
        // Nothing at all where the operation has no output, as AWS answers.
        body: outputOf(schema).isUnitSchema()
          ? ''
          : JSON.stringify(jsonOfMembers(members, output, ({ name }) => name)),
      }
    case 'query': {
      const name = nameOf(schema)
      const result = members.length === 0 ? '' : element(`${name}Result`, xmlOfMembers(members, output))
      const metadata = element('ResponseMetadata', textElement('RequestId', requestId))
      return {
        status: 200,
        headers: headersOf(protocol, requestId),
        body: element(`${name}Response`, result + metadata, namespaceOf(service)),
      }
    }
    case 'ec2': {
      const content = members.length === 0 ? '<return>true</return>' : xmlOfMembers(members, output)
      return {
        status: 200,
        headers: headersOf(protocol, requestId),
        body:
          XML_DECLARATION +
          element(
            `${nameOf(schema)}Response`,
            textElement('requestId', requestId) + content,
            namespaceOf(service),
          ),
      }
    }
    case 'rest-json':
    case 'rest-xml': {
      const { status, headers, body } = restAnswer(schema, protocol, output, namespaceOf(service))
      return { status, headers: { ...idHeaders(protocol, requestId), ...headers }, body }
    }
  }
}

/**
 * The answer to a call that failed, in the protocol of the service; without a service in the one that
 * the request looks like.
 */
export function failureOf(
  service: Service | null,
  failure: AwsFailure,
  requestId: string,
  request: AwsRequest,
): AwsResponse {
  const protocol = service?.protocol ?? protocolOf(request)
  const { code, message, status } = failure
  const answer = (body: string, headers: Readonly<Record<string, string>> = {}): AwsResponse => ({
    status,
    headers: { ...headersOf(protocol, requestId), ...headers, ...failure.headers },
    // Also of S3's 304.
    body: request.method === 'HEAD' || status === 304 ? '' : body,
  })
  switch (protocol) {
    case 'json-1.0':
    case 'json-1.1':
      return answer(JSON.stringify({ __type: code, message, ...plainMembers(failure, 'epoch') }), {
        'x-amzn-errortype': code,
      })
    case 'rest-json':
      return answer(
        JSON.stringify({
          Type: status < 500 ? 'User' : 'Service',
          Message: message,
          ...plainMembers(failure, 'epoch'),
        }),
        { 'x-amzn-errortype': code },
      )
    case 'query': {
      const type = textElement('Type', status < 500 ? 'Sender' : 'Receiver')
      const error = element('Error', type + errorElements(failure))
      return answer(
        element(
          'ErrorResponse',
          error + textElement('RequestId', requestId),
          service === null ? '' : namespaceOf(service),
        ),
      )
    }
    case 'ec2': {
      const errors = element('Errors', element('Error', errorElements(failure)))
      return answer(XML_DECLARATION + element('Response', errors + textElement('RequestID', requestId)))
    }
    case 'rest-xml': {
      const ids = textElement('RequestId', requestId) + textElement('HostId', hostIdOf(requestId))
      return answer(XML_DECLARATION + element('Error', errorElements(failure) + ids))
    }
  }
}

/** Of a request whose service is not known. */
function protocolOf({ headers, path }: AwsRequest): Protocol {
  if (headers.has('x-amz-target')) return 'json-1.1'
  const type = headers.get('content-type') ?? ''
  if (type.includes('x-www-form-urlencoded')) return 'query'
  return type.includes('json') ? 'rest-json' : path === '/' ? 'query' : 'rest-xml'
}

function errorElements(failure: AwsFailure): string {
  const members = Object.entries(plainMembers(failure, 'iso'))
  return (
    textElement('Code', failure.code) +
    textElement('Message', failure.message) +
    members.map(([name, value]) => textElement(name, String(value))).join('')
  )
}

function plainMembers({ members }: AwsFailure, times: 'epoch' | 'iso'): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => {
      if (value == null) return []
      if (value instanceof Date)
        return [[name, times === 'epoch' ? value.getTime() / 1000 : value.toISOString()]]
      return [[name, value]]
    }),
  )
}

const headersOf = (protocol: Protocol, requestId: string): Record<string, string> => ({
  'content-type': CONTENT_TYPES[protocol],
  ...idHeaders(protocol, requestId),
})

const idHeaders = (protocol: Protocol, requestId: string): Record<string, string> =>
  protocol === 'rest-xml'
    ? { 'x-amz-request-id': requestId, 'x-amz-id-2': hostIdOf(requestId) }
    : { 'x-amzn-requestid': requestId }

const CONTENT_TYPES: Readonly<Record<Protocol, string>> = {
  'json-1.0': 'application/x-amz-json-1.0',
  'json-1.1': 'application/x-amz-json-1.1',
  query: 'text/xml;charset=UTF-8',
  ec2: 'text/xml;charset=UTF-8',
  'rest-json': 'application/json',
  'rest-xml': 'application/xml',
}

/** S3's second ID of a request. */
const hostIdOf = (requestId: string): string =>
  Buffer.from(`${requestId}/${requestId}/simulated`).toString('base64')

const namespaceOf = ({ name, protocol, version }: Service): string =>
  ` xmlns="${escapeXml(`${protocol === 'query' ? 'https' : 'http'}://${name}.amazonaws.com/doc/${version}/`)}"`

const XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
