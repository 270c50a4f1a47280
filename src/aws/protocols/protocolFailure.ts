import { AwsFailure } from '../failure.ts'
import type { Protocol, Service } from '../service.ts'
import type { InputProblem } from './inputProblem.ts'

/** A request that does not get as far as an operation. */
export class ProtocolFailure extends Error {
  readonly failure: AwsFailure
  /** Whose protocol the answer has; null if the request does not tell. */
  readonly service: Service | null

  constructor(failure: AwsFailure, service: Service | null) {
    super(failure.message)
    this.failure = failure
    this.service = service
  }
}

export const isQuery = (protocol: Protocol): boolean => protocol === 'query' || protocol === 'ec2'

/** No API of AWS has an operation of this name. */
export function unknownOperation(service: Service | null, asked: string): ProtocolFailure {
  const protocol = service?.protocol
  if (protocol === 'query' || protocol === 'ec2')
    return new ProtocolFailure(
      asked === ''
        ? new AwsFailure('MissingAction', 'The request must contain the parameter Action')
        : new AwsFailure('InvalidAction', `The action ${asked} is not valid for this web service.`),
      service,
    )
  if (protocol === 'rest-xml')
    return new ProtocolFailure(
      new AwsFailure('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405, {
        Method: asked,
      }),
      service,
    )
  return new ProtocolFailure(
    new AwsFailure(
      'UnknownOperationException',
      asked === '' ? 'The request names no operation.' : `There is no operation ${asked}.`,
      protocol === 'rest-json' ? 404 : 400,
    ),
    service,
  )
}

/** An operation that AWS has. */
export function notSimulated(service: Service, operation: string): ProtocolFailure {
  const message = `This console does not have the operation ${operation} of ${service.name}.`
  const failure =
    service.protocol === 'rest-xml'
      ? new AwsFailure('NotImplemented', message, 501)
      : isQuery(service.protocol)
        ? new AwsFailure('UnsupportedOperation', message)
        : new AwsFailure('UnsupportedOperationException', message)
  return new ProtocolFailure(failure, service)
}

export function serviceNotSimulated(name: string): ProtocolFailure {
  const message = `This console does not have the service ${name}.`
  return new ProtocolFailure(new AwsFailure('UnsupportedOperation', message), null)
}

/** A problem with the input in the words of the service's protocol. */
export function invalidInput(service: Service, problem: InputProblem): ProtocolFailure {
  return new ProtocolFailure(failureOf(service.protocol, problem), service)
}

function failureOf(protocol: Protocol, { fault, message, members }: InputProblem): AwsFailure {
  const member = members[0] ?? ''
  const detail = member === '' ? message : `${message}: ${member}`
  if (fault === 'missing') return missing(protocol, members)
  if (protocol === 'rest-xml') {
    if (fault === 'tooLong') return new AwsFailure('MaxMessageLengthExceeded', message)
    if (fault === 'uri') return new AwsFailure('InvalidURI', message)
    if (fault === 'argument') return new AwsFailure('InvalidArgument', detail, 400, { ArgumentName: member })
    return new AwsFailure(
      'MalformedXML',
      `The XML you provided was not well-formed or did not validate against our published schema. ${detail}`,
    )
  }
  if (isQuery(protocol)) {
    if (fault === 'tooLong') return new AwsFailure('RequestEntityTooLarge', message, 413)
    if (fault !== 'type') return new AwsFailure('MalformedQueryString', message)
    return protocol === 'ec2'
      ? new AwsFailure('InvalidParameterValue', `Invalid value for the parameter ${member}: ${message}.`)
      : new AwsFailure('MalformedInput', detail)
  }
  return fault === 'tooLong'
    ? new AwsFailure('RequestEntityTooLargeException', message, 413)
    : new AwsFailure('SerializationException', detail)
}

function missing(protocol: Protocol, members: readonly string[]): AwsFailure {
  if (protocol === 'ec2')
    return new AwsFailure('MissingParameter', `The request must contain the parameter ${members[0]}`)
  if (protocol === 'rest-xml')
    return new AwsFailure('InvalidArgument', `The request must contain ${members.join(', ')}.`, 400, {
      ArgumentName: members[0],
    })
  const errors = members.map(
    (member) => `Value null at '${smallFirst(member)}' failed to satisfy constraint: Member must not be null`,
  )
  return new AwsFailure(
    protocol === 'query' ? 'ValidationError' : 'ValidationException',
    `${errors.length} validation error${errors.length === 1 ? '' : 's'} detected: ${errors.join('; ')}`,
  )
}

/** `tags.1.member.key`, as AWS's validation names members. */
const smallFirst = (path: string) =>
  path
    .split('.')
    .map((part) => part[0]!.toLowerCase() + part.slice(1))
    .join('.')
