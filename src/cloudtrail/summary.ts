import type { CloudTrailEvent } from './event.ts'
import { actorOf } from './summaryActor.ts'
import { actionOf, type Action } from './summaryAction.ts'
import { aggregatedSentence, insightSentence } from './summaryOfKinds.ts'
import { nameIn, readArn, serviceName, shorten, textIn } from './summaryWords.ts'

/**
 * One plain sentence: who did what to which resource, from where, with what outcome. The page adds
 * the time. `record` is the parsed record, or undefined if there is none yet; the event alone makes
 * a shorter sentence. Never throws, whatever the record contains.
 */
export function summarizeEvent(event: CloudTrailEvent, record: unknown): string {
  const type = (event.eventType ?? '').toLowerCase()
  const sentence = `${sentenceOf(event, record, type)}${addendumSentence(record)}`
  return event.mark === 'converted'
    ? `${sentence} The record was put together from an event in another format.`
    : sentence
}

function sentenceOf(event: CloudTrailEvent, record: unknown, type: string): string {
  if (type === 'awscloudtrailinsight' || event.eventCategory === 'Insight')
    return insightSentence(event, record)
  if (type === 'awsaggregatedevent' || event.eventCategory === 'Aggregated')
    return aggregatedSentence(event, record)

  const who = actorOf(event, record)
  const where = placeOf(event, record, who)
  const action = actionOf(event, record)
  const name = event.eventName === null ? 'an unnamed action' : shorten(event.eventName)
  const message = textIn(record, 'errorMessage') ?? textIn(record, 'eventData.errorMessage')
  const code = event.errorCode ?? textIn(record, 'errorCode')

  if (action.kind === 'sign-in') return signInSentence(event, record, action, who, where)
  if (code !== null && code.endsWith('DryRunOperation'))
    return `${who} did a dry run of ${name}${where}, which would have succeeded.`
  if (isDenied(code)) return `${who} was denied ${name}${action.on || deniedResource(message)}${where}.`
  const place = / from\b/.test(action.object) ? where.replace(/^ from/, ', calling from') : where
  const reason = code ?? message
  if (reason !== null) return `${who} failed to ${action.base}${action.object}${place}: ${shorten(reason)}.`
  return `${who} ${action.past}${action.object}${place}.`
}

/** Whether the error means that access was denied: docs/cloudtrail.md#errors */
function isDenied(errorCode: string | null): boolean {
  return (
    errorCode !== null &&
    /AccessDenied(?:Exception)?$|UnauthorizedOperation$|^(?:Client\.)?(?:UnauthorizedAccess|Forbidden|AuthFailure|NotAuthorized)/.test(
      errorCode,
    )
  )
}

/**
 * ` from 203.0.113.7 through AWS CloudFormation with the AWS CLI`, as far as it is known and not
 * part of the subject.
 */
function placeOf(event: CloudTrailEvent, record: unknown, who: string): string {
  const source = event.sourceIPAddress ?? ''
  const isAddress = /^[\da-f.:]+$/i.test(source) && /[.:]/.test(source)
  const endpoint = isAddress ? textIn(record, 'vpcEndpointId') : null
  const address = isAddress ? ` from ${source}` : ''
  const via = endpoint?.startsWith('vpce-') ? ` via VPC endpoint ${shorten(endpoint)}` : ''
  const services = [event.invokedBy ?? textIn(record, 'userIdentity.invokedBy'), isAddress ? null : source]
  const through = services.map((each) => throughService(each ?? '', who)).find((each) => each !== '') ?? ''
  const isConsole = textIn(record, 'sessionCredentialFromConsole') === 'true'
  const program = address === '' && through !== '' ? '' : programOf(event.userAgent ?? '', isConsole)
  return `${address}${via}${through}${program}`
}

/** The service that called for the identity, unless it is the subject of the sentence. */
function throughService(source: string, who: string): string {
  // Host names of the AWS console say no more than "in the AWS console", which the program says.
  if (source === '' || /^(?:signin|console)\.(?:aws\.)?amazon/.test(source)) return ''
  if (source.startsWith('AWS Internal'))
    return /^(?:AWS|Amazon|An AWS) ?/.test(who) ? '' : ' through an AWS service'
  const service = serviceName(source)
  return who.startsWith(service) ? '' : ` through ${service}`
}

/** In order: the first match counts. */
const PROGRAMS: readonly [RegExp, string][] = [
  [/exec-env\/CloudShell/i, ' in AWS CloudShell'],
  [/Terraform\//i, ' with Terraform'],
  [/Pulumi/i, ' with Pulumi'],
  [/aws-cdk/i, ' with the AWS CDK'],
  [/^\[?aws-cli\//i, ' with the AWS CLI'],
  [/AWSPowerShell/i, ' with PowerShell'],
  [/^\[?(?:Boto3|Botocore|Boto)\//i, ' with Python (Boto)'],
  [/^\[?aws-sdk-go/i, ' with the AWS SDK for Go'],
  [/^\[?aws-sdk-java/i, ' with the AWS SDK for Java'],
  [/^\[?aws-sdk-(?:js|nodejs)/i, ' with the AWS SDK for JavaScript'],
  [/^\[?aws-sdk-(\w+)/i, ' with an AWS SDK'],
  [
    /^\[?(?:console|signin)\.(?:aws\.)?amazon(?:aws)?\.com|S3Console|aws-internal\/.*console/i,
    ' in the AWS console',
  ],
  [/^\[?Mozilla\//i, ' in a browser'],
]

function programOf(userAgent: string, fromConsole: boolean): string {
  if (fromConsole) return ' in the AWS console'
  return PROGRAMS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? ''
}

/** A denied request often has no parameters; its message names the resource. */
function deniedResource(message: string | null): string {
  const found = /on resource: (?:(user|role|group|policy|instance profile) +)?"?([^\s"]+)/.exec(message ?? '')
  const [, type, resource = ''] = found ?? []
  if (resource === '' || resource === '*' || /^(?:because|with)$/.test(resource)) return ''
  const label = type === undefined ? labelOfArn(resource) : `${type} ${nameIn(resource)}`
  return label === '' ? '' : ` on ${label}`
}

/** `role deploy` for an ARN, nothing where it names all of a type. */
function labelOfArn(text: string): string {
  const arn = readArn(text)
  if (!arn) return shorten(text)
  if (/(?:^|[/:])\*?$/.test(arn.resource) || arn.resource.startsWith('/')) return ''
  const name = nameIn(text)
  if (arn.resource.includes(':log-stream:')) return `log stream ${name}`
  if (arn.service === 's3') return `${name.includes('/') ? 'object' : 'bucket'} ${name}`
  const type = /^([a-z]+(?:-[a-z]+)*)[/:]/.exec(arn.resource)?.[1]?.replaceAll('-', ' ')
  return type === undefined ? name : `${type} ${name}`
}

function signInSentence(
  event: CloudTrailEvent,
  record: unknown,
  action: Action & { readonly kind: 'sign-in' },
  who: string,
  where: string,
): string {
  const failed = action.failed || event.errorCode !== null
  const name = event.userName === null ? null : shorten(event.userName)
  if (!failed) {
    return `${who} ${action.past}${where}${mfaOf(event, record)}.`
  }
  // A failed sign-in does not tell who it was.
  const as = name === null || name.startsWith('HIDDEN_DUE') ? '' : ` as ${name}`
  const why = textIn(record, 'errorMessage') ?? event.errorCode
  const subject = as === '' && who !== 'Someone' ? who : 'Someone'
  return `${subject} failed to ${action.base}${as}${where}${why === null ? '' : `: ${shorten(why)}`}.`
}

/**
 * Only of users and root: for roles `MFAUsed` is always `No`, however the person behind them signed
 * in (docs/cloudtrail.md#sign-in-events).
 */
function mfaOf({ userType }: CloudTrailEvent, record: unknown): string {
  if (userType !== 'IAMUser' && userType !== 'Root') return ''
  const mfa = textIn(record, 'additionalEventData.MFAUsed')?.toLowerCase()
  return mfa === 'yes' ? ' with MFA' : mfa === 'no' ? ' without MFA' : ''
}

/** What a later record says about an event, or why it is late: docs/cloudtrail.md#corrections */
function addendumSentence(record: unknown): string {
  const reason = textIn(record, 'addendum.reason')
  if (reason === null) return ''
  const original = textIn(record, 'addendum.originalEventID')
  const fields = textIn(record, 'addendum.updatedFields')
  const which = fields === null ? '' : ` in ${shorten(fields)}`
  if (original !== null) return ` This record corrects event ${shorten(original)}${which}.`
  if (reason === 'DELIVERY_DELAY') return ' CloudTrail delivered it late.'
  if (reason === 'SERVICE_OUTAGE') return ' CloudTrail delivered it late, after a service outage.'
  return ` CloudTrail added a note to it: ${shorten(reason)}${which}.`
}
