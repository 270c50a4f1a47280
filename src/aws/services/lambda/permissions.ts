import {
  AddPermission$,
  GetPolicy$,
  RemovePermission$,
  type AddPermissionRequest,
  type AddPermissionResponse,
  type GetPolicyRequest,
  type GetPolicyResponse,
  type RemovePermissionRequest,
} from '@aws-sdk/client-lambda'
import { createHash } from 'node:crypto'
import { operation } from '../../operation.ts'
import { checkLength, invalidValue } from '../../validation.ts'
import {
  checkRevision,
  conflict,
  findVersion,
  functionArnFor,
  invalidValueOf,
  namedFunction,
  notFound,
} from './functionLookup.ts'
import type { PolicyStatement } from './lambdaState.ts'

const addPermission = operation<AddPermissionRequest, AddPermissionResponse>(
  AddPermission$,
  (input, context) => {
    checkLength('statementId', input.StatementId, 1, 100)
    if (!/^[\w-]+$/.test(input.StatementId!))
      throw invalidValue(
        'statementId',
        'satisfy regular expression pattern: ([a-zA-Z0-9-_]+)',
        input.StatementId,
      )
    if (!/^(?:lambda:[*]|lambda:[a-zA-Z]+|[*])$/.test(input.Action!))
      throw invalidValue(
        'action',
        'satisfy regular expression pattern: (lambda:[*]|lambda:[a-zA-Z]+|[*])',
        input.Action,
      )
    const { found } = findVersion(context, input.FunctionName!, input.Qualifier)
    const qualifier = namedFunction(context, input.FunctionName!, input.Qualifier).qualifier ?? null
    const others = found.statements.filter((one) => one.qualifier === qualifier)
    checkRevision(input.RevisionId, revisionOf(others))
    if (others.some(({ sid }) => sid === input.StatementId))
      throw conflict(
        `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      )
    const text = JSON.stringify({
      Sid: input.StatementId,
      Effect: 'Allow',
      Principal: principalOf(input.Principal!),
      Action: input.Action,
      Resource: qualifier === null ? found.arn : `${found.arn}:${qualifier}`,
      Condition: conditionOf(input),
    })
    found.statements.push({ sid: input.StatementId!, qualifier, text })
    return { Statement: text }
  },
  {
    eventName: 'AddPermission20150331v2',
    resource: ({ FunctionName }, context) => functionArnFor(context, FunctionName),
  },
)

const getPolicy = operation<GetPolicyRequest, GetPolicyResponse>(
  GetPolicy$,
  ({ FunctionName, Qualifier }, context) => {
    const { found } = findVersion(context, FunctionName!, Qualifier)
    const qualifier = namedFunction(context, FunctionName!, Qualifier).qualifier ?? null
    const statements = found.statements.filter((one) => one.qualifier === qualifier)
    if (statements.length === 0) throw notFound('The resource you requested does not exist.')
    return {
      Policy: `{"Version":"2012-10-17","Id":"default","Statement":[${statements.map(({ text }) => text).join(',')}]}`,
      RevisionId: revisionOf(statements),
    }
  },
  {
    eventName: 'GetPolicy20150331v2',
    resource: ({ FunctionName }, context) => functionArnFor(context, FunctionName),
  },
)

const removePermission = operation<RemovePermissionRequest, object>(
  RemovePermission$,
  ({ FunctionName, StatementId, Qualifier, RevisionId }, context) => {
    const { found } = findVersion(context, FunctionName!, Qualifier)
    const qualifier = namedFunction(context, FunctionName!, Qualifier).qualifier ?? null
    const statements = found.statements.filter((one) => one.qualifier === qualifier)
    checkRevision(RevisionId, revisionOf(statements))
    const removed = statements.find(({ sid }) => sid === StatementId)
    if (removed === undefined) throw notFound(`Statement ${StatementId} is not found in resource policy.`)
    found.statements = found.statements.filter((one) => one !== removed)
    return {}
  },
  {
    eventName: 'RemovePermission20150331v2',
    resource: ({ FunctionName }, context) => functionArnFor(context, FunctionName),
  },
)

export const PERMISSIONS = [addPermission, getPolicy, removePermission]

function principalOf(given: string): unknown {
  if (given === '*') return '*'
  if (/^\d{12}$/.test(given)) return { AWS: `arn:aws:iam::${given}:root` }
  if (given.startsWith('arn:')) return { AWS: given }
  if (/^[a-z0-9.-]+\.(?:amazonaws\.com|aws\.internal)$/.test(given)) return { Service: given }
  throw invalidValueOf('The provided principal was invalid. Please check the principal and try again.')
}

function conditionOf({
  SourceArn,
  SourceAccount,
  PrincipalOrgID,
  FunctionUrlAuthType,
}: AddPermissionRequest) {
  const equal = {
    ...(SourceAccount !== undefined && { 'AWS:SourceAccount': SourceAccount }),
    ...(PrincipalOrgID !== undefined && { 'aws:PrincipalOrgID': PrincipalOrgID }),
    ...(FunctionUrlAuthType !== undefined && { 'lambda:FunctionUrlAuthType': FunctionUrlAuthType }),
  }
  const condition = {
    ...(Object.keys(equal).length > 0 && { StringEquals: equal }),
    ...(SourceArn !== undefined && { ArnLike: { 'AWS:SourceArn': SourceArn } }),
  }
  return Object.keys(condition).length > 0 ? condition : undefined
}

/** A policy's revision is another one whenever its statements are. */
function revisionOf(statements: readonly PolicyStatement[]): string {
  const hex = createHash('sha256').update(JSON.stringify(statements)).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}
