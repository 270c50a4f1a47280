import { knownOperations } from '../known-operations/knownOperations.ts'
import type { Operation } from '../operation.ts'
import type { AwsRequest, CredentialScope } from '../request.ts'
import type { Service } from '../service.ts'
import { credentialScope } from './credentialScope.ts'
import { formNameOf, parseForm, parsePairs, readForm, type FormNode } from './formInput.ts'
import { boundOperation } from './httpBindings.ts'
import { InputProblem, textOf } from './inputProblem.ts'
import { readJson } from './jsonInput.ts'
import { requireMembers } from './missingMembers.ts'
import {
  invalidInput,
  isQuery,
  notSimulated,
  serviceNotSimulated,
  unknownOperation,
} from './protocolFailure.ts'
import { MAX_STRUCTURED, readRest, restNameOf } from './restInput.ts'
import { inputOf, membersOf, nameOf, type Member } from './schema.ts'

export interface ReadRequest {
  readonly service: Service
  readonly operation: Operation
  /** Members as in the SDK's types: times are Dates, blobs are bytes. */
  readonly input: Readonly<Record<string, unknown>>
  /** Null if the request is not signed. */
  readonly scope: CredentialScope | null
}

/** What a request asks for. Throws ProtocolFailure for everything that cannot be read. */
export function readRequest(services: readonly Service[], request: AwsRequest): ReadRequest {
  const scope = credentialScope(request)
  const service = serviceOf(services, request, scope)
  try {
    const { name, read } = askedOf(service, request)
    const operation = service.operations.find(({ schema }) => nameOf(schema) === name)
    if (operation === undefined)
      throw knownOperations(service.name).has(name)
        ? notSimulated(service, name)
        : unknownOperation(service, name)
    const input = read(operation)
    requireMembers(inputOf(operation.schema), input, nameOfMember(service))
    return { service, operation, input, scope }
  } catch (error) {
    if (error instanceof InputProblem) throw invalidInput(service, error)
    throw error
  }
}

/** By the signature, else by the target, else by the form's version of the API, else S3. */
function serviceOf(
  services: readonly Service[],
  request: AwsRequest,
  scope: CredentialScope | null,
): Service {
  if (scope !== null) {
    const signed = services.find(({ name }) => name === scope.service)
    if (signed === undefined) throw serviceNotSimulated(scope.service)
    return signed
  }
  const target = request.headers.get('x-amz-target')
  if (target !== null) {
    const named = services.find((service) => hasTarget(service, target))
    if (named === undefined) throw unknownOperation(null, target)
    return named
  }
  const version = /(?:^|&)Version=([\d-]{10})(?:&|$)/.exec(formTextOf(request))?.[1]
  const service = services.find(({ name, protocol, version: own }) =>
    version === undefined ? name === 's3' : isQuery(protocol) && own === version,
  )
  if (service === undefined) throw unknownOperation(null, '')
  return service
}

interface Asked {
  readonly name: string
  readonly read: (operation: Operation) => Readonly<Record<string, unknown>>
}

function askedOf(service: Service, request: AwsRequest): Asked {
  switch (service.protocol) {
    case 'json-1.0':
    case 'json-1.1': {
      const target = request.headers.get('x-amz-target') ?? ''
      if (!hasTarget(service, target)) throw unknownOperation(service, target)
      return {
        name: target.slice(target.lastIndexOf('.') + 1),
        read: ({ schema }) => {
          refuseLong(service, request.body.length)
          return readJson(membersOf(inputOf(schema)), request.body, ({ name }) => name)
        },
      }
    }
    case 'query':
    case 'ec2': {
      const kind = service.protocol
      const form = formOf(service, request)
      return {
        name: form.parts.get('Action')?.value ?? '',
        read: ({ schema }) => readForm(inputOf(schema), form, kind),
      }
    }
    case 'rest-json':
    case 'rest-xml': {
      const query = parsePairs(request.query)
      const bound = boundOperation(service, request, query)
      if (bound === null) throw unknownOperation(service, request.method)
      return {
        name: bound.name,
        read: ({ schema }) => readRest(schema, service.protocol, request, bound.labels, query),
      }
    }
  }
}

/** The CLI writes some targets with their namespace before them. */
function hasTarget({ targets }: Service, target: string): boolean {
  const prefix = target.slice(0, Math.max(target.lastIndexOf('.'), 0))
  return targets.some((each) => prefix === each || prefix.endsWith(`.${each}`))
}

function formOf(service: Service, request: AwsRequest): FormNode {
  refuseLong(service, request.body.length)
  return parseForm(formTextOf(request, textOf))
}

/** The form of a query protocol, which may be the query of a GET. */
function formTextOf(request: AwsRequest, decode = looseText): string {
  return request.body.length > 0 ? decode(request.body) : request.query
}

/** Only to find the version in. */
const looseText = (body: Uint8Array) => Buffer.from(body.subarray(0, 65_536)).toString('latin1')

function refuseLong({ protocol }: Service, length: number): void {
  if (length > MAX_STRUCTURED[protocol])
    throw new InputProblem('tooLong', `The request is longer than ${MAX_STRUCTURED[protocol]} bytes.`)
}

function nameOfMember({ protocol }: Service): (member: Member) => string {
  if (protocol === 'query' || protocol === 'ec2') return (member) => formNameOf(member, protocol)
  return protocol === 'rest-xml' ? restNameOf : ({ name }) => name
}
