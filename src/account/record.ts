import type { Caller } from './caller.ts'
import type { Chance } from './chance.ts'
import { guid, upperId } from './identifiers.ts'
import type { JsonObject } from './json.ts'
import { isoTime } from './times.ts'

/** Request and response of a service: the part of a record that does not depend on the caller. */
export interface Call {
  /** `ec2`, for `ec2.amazonaws.com` */
  readonly service: string
  readonly name: string
  readonly readOnly: boolean
  readonly request: JsonObject | null
  readonly response: JsonObject | null
  readonly resources?: readonly JsonObject[] | undefined
  readonly additional?: JsonObject | undefined
  readonly error?: CallError
  /** Set for data events; the others are management events. */
  readonly data?: boolean
  /** Drawn by chance without it. */
  readonly requestID?: string
  /** The host that was called, unless it is the service's own in the Region. */
  readonly host?: string | undefined
  readonly eventType?: 'AwsServiceEvent' | 'AwsConsoleSignIn'
  readonly serviceEventDetails?: JsonObject
  /** For an action whose event is delivered to two accounts. */
  readonly sharedEventID?: string
}

/** A failure; a failed sign-in has a message and no code. */
interface CallError {
  readonly code?: string
  readonly message: string
}

/** A record as text: objects would take many times the memory for a day. */
export interface TimedRecord {
  readonly timeMs: number
  readonly text: string
}

/** Services that answer from one Region only. */
const GLOBAL = new Set([
  'iam',
  'route53',
  'cloudfront',
  'ce',
  'budgets',
  'health',
  'support',
  'organizations',
])

/** Services move to newer record versions one by one. */
const VERSIONS: Record<string, string> = {
  autoscaling: '1.08',
  'compute-optimizer': '1.08',
  ce: '1.08',
  budgets: '1.08',
  config: '1.08',
  ecr: '1.08',
  health: '1.08',
  signin: '1.08',
  sts: '1.08',
  glue: '1.08',
  route53: '1.08',
  ecs: '1.09',
  guardduty: '1.09',
  sns: '1.09',
  sqs: '1.09',
  states: '1.09',
  ec2: '1.10',
  elasticloadbalancing: '1.10',
  athena: '1.10',
  lambda: '1.10',
}

/**
 * The record of one call. Draws the IDs that every call has; the same chance gives the same record.
 */
export function recordOf(
  accountId: string,
  chance: Chance,
  timeMs: number,
  caller: Caller,
  awsRegion: string,
  call: Call,
): TimedRecord {
  const region = GLOBAL.has(call.service) ? 'us-east-1' : awsRegion
  const requestID =
    call.eventType === undefined ? (call.requestID ?? requestIdOf(call.service, chance)) : undefined
  const failed = call.error !== undefined && call.eventType === undefined
  const response = failed ? null : call.response
  const record: JsonObject = {
    eventVersion: VERSIONS[call.service] ?? '1.11',
    userIdentity: caller.identity,
    eventTime: isoTime(timeMs),
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: caller.sourceIPAddress,
    userAgent: userAgentOf(caller, call),
    errorCode: call.error?.code,
    errorMessage: call.error?.message,
    requestParameters: call.request,
    responseElements:
      response !== null && call.service === 'ec2' ? { requestId: requestID, ...response } : response,
    additionalEventData: call.additional,
    requestID,
    eventID: guid(chance),
    readOnly: call.readOnly,
    resources: failed && call.service !== 's3' ? undefined : call.resources,
    eventType: call.eventType ?? 'AwsApiCall',
    managementEvent: call.data !== true,
    recipientAccountId: accountId,
    sharedEventID: call.sharedEventID,
    serviceEventDetails: call.serviceEventDetails,
    vpcEndpointId: caller.vpcEndpointId,
    vpcEndpointAccountId: caller.vpcEndpointId === undefined ? undefined : accountId,
    eventCategory: call.data === true ? 'Data' : 'Management',
    tlsDetails: tlsOf(caller, call, region),
    sessionCredentialFromConsole: caller.fromConsole && call.eventType === undefined ? 'true' : undefined,
  }
  return { timeMs, text: JSON.stringify(record) }
}

function requestIdOf(service: string, chance: Chance): string {
  if (service === 's3') return upperId(chance, 16)
  if (service === 'dynamodb' || service === 'sns')
    return service === 'sns' ? guid(chance) : upperId(chance, 52)
  return guid(chance)
}

/** Only S3 puts the user agent in square brackets. */
function userAgentOf(caller: Caller, call: Call): string {
  const agent =
    typeof caller.userAgent === 'string' ? caller.userAgent : caller.userAgent(call.service, call.name)
  return call.service === 's3' && !agent.endsWith('.amazonaws.com') ? `[${agent}]` : agent
}

/**
 * Services that the AWS console calls through itself, so that the record has no TLS details of the
 * person's connection.
 */
const PROXIED = new Set(['health', 'ce', 'budgets', 'cloudtrail', 'config', 'monitoring', 'iam', 'guardduty'])
const OLDER_TLS = new Set(['autoscaling', 'elasticloadbalancing'])

function tlsOf(caller: Caller, call: Call, region: string): JsonObject | undefined {
  if (!caller.tls || call.eventType === 'AwsServiceEvent') return undefined
  if (caller.fromConsole && PROXIED.has(call.service)) return undefined
  const older = OLDER_TLS.has(call.service) && !caller.fromConsole
  return {
    tlsVersion: older ? 'TLSv1.2' : 'TLSv1.3',
    cipherSuite: older ? 'ECDHE-RSA-AES128-GCM-SHA256' : 'TLS_AES_128_GCM_SHA256',
    clientProvidedHostHeader: call.host ?? hostOf(call.service, region),
  }
}

function hostOf(service: string, region: string): string {
  if (service === 'signin') return `${region}.signin.aws.amazon.com`
  if (service === 'iam' || service === 'route53' || service === 'cloudfront')
    return `${service}.amazonaws.com`
  return `${service === 'ecr' ? 'api.ecr' : service}.${region}.amazonaws.com`
}

const JSON_PROTOCOL = new Set(
  (
    'dynamodb secretsmanager kms ssm logs cloudtrail lambda ecs ecr athena glue config guardduty ce budgets ' +
    'securityhub states access-analyzer events organizations acm'
  ).split(' '),
)

/** The same call, denied for lack of a policy. */
export function denied(call: Call, callerArn: string, resource: string, action = actionOf(call)): Call {
  const reason = `because no identity-based policy allows the ${action} action`
  const refusal = `User: ${callerArn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`
  if (call.service === 'ec2') {
    const message = `You are not authorized to perform this operation. ${refusal}`
    return { ...call, error: { code: 'Client.UnauthorizedOperation', message } }
  }
  const code = JSON_PROTOCOL.has(call.service) ? 'AccessDeniedException' : 'AccessDenied'
  const request = call.service === 's3' ? call.request : null
  return { ...call, request, error: { code, message: refusal } }
}

function actionOf(call: Call): string {
  const prefix = call.service === 'monitoring' ? 'cloudwatch' : call.service
  return `${prefix}:${call.name.replace(/\d{4}_?\d\d_?\d\d(v2)?$/, '')}`
}
