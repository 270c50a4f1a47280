import { NormalizedSchema } from '@smithy/core/schema'
import type { Caller } from '../account/caller.ts'
import type { Json, JsonObject } from '../account/json.ts'
import { recordOf, type Call } from '../account/record.ts'
import { elementTime, stsTime } from '../account/times.ts'
import type { CallContext } from './callContext.ts'
import type { AwsFailure } from './failure.ts'
import type { Operation } from './operation.ts'
import type { AwsResponse } from './request.ts'
import type { Service } from './service.ts'

/** What came of a call: its output, or its failure. */
export type Outcome = { readonly output: unknown } | { readonly failure: AwsFailure }

/** CloudTrail's text for what it leaves out. */
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS'

/**
 * The record of a call, as CloudTrail would write it: docs/cloudtrail.md#record-members. Request and
 * response are the operation's input and output with a small first letter, unless its `recording`
 * says otherwise; the response of a call that only read is left out, and so is the request of one
 * that was denied, except by EC2 and S3.
 */
export function recordOfCall(
  service: Service,
  { schema, recording }: Operation,
  input: unknown,
  outcome: Outcome,
  answer: AwsResponse,
  caller: Caller,
  context: CallContext,
): string {
  const name = schema[2]
  const failure = 'failure' in outcome ? outcome.failure : null
  const isDenied = failure !== null && DENIALS.has(failure.code)
  const output = 'failure' in outcome ? undefined : outcome.output
  const given = input as never
  const readOnly = recording.readOnly ?? isReadOnlyName(name)
  const request =
    isDenied && !DENIED_WITH_REQUEST.has(service.name)
      ? null
      : recording.request
        ? recording.request(given, context)
        : elementsOf(service, schema[4], input)
  const response =
    'failure' in outcome
      ? null
      : recording.response
        ? recording.response(outcome.output as never, given, context)
        : readOnly
          ? null
          : elementsOf(service, schema[5], outcome.output)
  const call: Call = {
    service: service.name,
    name: recording.eventName ?? name,
    readOnly,
    request,
    response,
    resources: recording.resources?.(given, context, failure, output as never),
    additional: recording.additional?.(given, context, answer),
    ...(failure && { error: { code: recordedCode(service, failure), message: failure.message } }),
    data: recording.isData === true,
    host: recording.host?.(given, context),
    requestID: context.requestId,
  }
  const { account, chance, nowMs, region } = context
  return recordOf(account.accountId, chance, nowMs, caller, region, call).text
}

/** Whether an operation only reads, judging by its name: docs/cloudtrail.md#read-only */
export function isReadOnlyName(name: string): boolean {
  return /^(?:Get|List|Describe|Head|Lookup|Search|BatchGet)/.test(name)
}

/** A structure as members of a record; null if it has none. */
export function elementsOf(
  service: Pick<Service, 'name'>,
  schema: unknown,
  value: unknown,
): JsonObject | null {
  const elements = elementOf(service, NormalizedSchema.of(schema as never), value) as JsonObject | undefined
  return elements === undefined || Object.keys(elements).length === 0 ? null : elements
}

function elementOf(
  service: Pick<Service, 'name'>,
  schema: NormalizedSchema,
  value: unknown,
): Json | undefined {
  if (value === undefined || value === null) return undefined
  if (schema.getMergedTraits().sensitive) return HIDDEN
  if (schema.isStructSchema()) {
    const object: Record<string, Json> = {}
    for (const [name, member] of schema.structIterator()) {
      if (member.isStreaming()) continue
      const element = elementOf(service, member, (value as Record<string, unknown>)[name])
      if (element !== undefined) object[lowerFirst(name)] = element
    }
    return object
  }
  if (schema.isListSchema())
    return (value as readonly unknown[]).map(
      (item) => elementOf(service, schema.getValueSchema(), item) ?? null,
    )
  if (schema.isMapSchema())
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, elementOf(service, schema.getValueSchema(), item)]),
    )
  if (value instanceof Date)
    return service.name === 'sts' ? stsTime(value.getTime()) : elementTime(value.getTime())
  // Bytes are left out, as keys and code are.
  if (value instanceof Uint8Array) return undefined
  return value as Json
}

/** `UserName` as `userName`, `DBInstanceIdentifier` as `dBInstanceIdentifier`. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}

const DENIALS: ReadonlySet<string> = new Set([
  'AccessDenied',
  'AccessDeniedException',
  'UnauthorizedOperation',
])

/** Services that record the request of a denied call. */
const DENIED_WITH_REQUEST: ReadonlySet<string> = new Set(['ec2', 's3'])

/** Codes that are written as they are, whatever the service. */
const PLAIN_CODES: ReadonlySet<string> = new Set(['AccessDenied', 'ValidationError', 'ThrottlingException'])

/** CloudTrail names the exception's type, where the answer has a shorter code. */
function recordedCode({ name }: Service, { code }: AwsFailure): string {
  if (name === 'ec2') return `Client.${code}`
  if (code === 'AccessDeniedException') return 'AccessDenied'
  if (PLAIN_CODES.has(code)) return code
  if (name === 'iam' || name === 'sts') return code.endsWith('Exception') ? code : `${code}Exception`
  if (name === 'rds') return code + (/Fault$|Exception$/.test(code) ? '' : rdsSuffix(code))
  return code
}

/** RDS has a type for each of its faults, and none of its own for parameters. */
function rdsSuffix(code: string): string {
  return code.startsWith('InvalidParameter') ? 'Exception' : 'Fault'
}
