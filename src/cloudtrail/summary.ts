import type { CloudTrailEvent } from './event.ts'
import { actorOf } from './summaryActor.ts'
import { actionOf, type Action } from './summaryAction.ts'
import { serviceName, shorten, textIn } from './summaryWords.ts'

/**
 * One plain sentence: who did what to which resource, from where, with what outcome. The page adds
 * the time. `record` is the parsed record, or undefined if there is none yet; the event alone makes
 * a shorter sentence. Never throws, whatever the record contains.
 */
export function summarizeEvent(event: CloudTrailEvent, record: unknown): string {
  const type = (event.eventType ?? '').toLowerCase()
  if (type === 'awscloudtrailinsight' || event.eventCategory === 'Insight')
    return insightSentence(event, record)
  if (type === 'awsaggregatedevent' || event.eventCategory === 'Aggregated')
    return aggregatedSentence(event, record)

  const who = actorOf(event, record)
  const where = placeOf(event, record, who)
  const action = actionOf(event, record)
  const name = event.eventName === null ? 'an unnamed action' : shorten(event.eventName)
  const message = textIn(record, 'errorMessage')
  const code = event.errorCode ?? textIn(record, 'errorCode')

  if (action.kind === 'sign-in') return signInSentence(event, record, action, who, where)
  if (code !== null && code.endsWith('DryRunOperation'))
    return `${who} made a dry run of ${name}${where}; it would have succeeded.`
  if (isDenied(code)) return `${who} was denied ${name}${action.on || deniedResource(message)}${where}.`
  if (code !== null) return `${who} failed to ${action.base}${action.object}${where}: ${shorten(code)}.`
  if (message !== null) return `${who} failed to ${action.base}${action.object}${where}: ${shorten(message)}.`
  return `${who} ${action.past}${action.object}${where}.`
}

/** Whether the error is a refusal: docs/cloudtrail.md#errors */
function isDenied(errorCode: string | null): boolean {
  return (
    errorCode !== null &&
    /AccessDenied(?:Exception)?$|UnauthorizedOperation$|^(?:Client\.)?(?:UnauthorizedAccess|Forbidden|AuthFailure|NotAuthorized)/.test(
      errorCode,
    )
  )
}

/** ` from 203.0.113.7 with the AWS CLI`, as far as it is known and not part of the subject. */
function placeOf(event: CloudTrailEvent, record: unknown, who: string): string {
  const source = event.sourceIPAddress
  const isAddress = source !== null && /^[\da-f.:]+$/i.test(source) && /[.:]/.test(source)
  const program = programOf(event.userAgent ?? '', textIn(record, 'sessionCredentialFromConsole') === 'true')
  if (isAddress) {
    const endpoint = textIn(record, 'vpcEndpointId')
    const through = endpoint?.startsWith('vpce-') ? ` through VPC endpoint ${shorten(endpoint)}` : ''
    return ` from ${source}${through}${program}`
  }
  if (source === null || source === '' || who.startsWith('AWS itself')) return program
  if (source.startsWith('AWS Internal')) return who.includes('.amazonaws.com') ? '' : ' from inside AWS'
  const service = serviceName(source)
  return who.includes(service) ? '' : ` through ${service}`
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
  const resource = /on resource: ((?:(?:user|role|group|policy|instance profile) +)?\S+)/.exec(
    message ?? '',
  )?.[1]
  return resource === undefined || resource === '*' ? '' : ` on ${shorten(resource)}`
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
    const mfa = textIn(record, 'additionalEventData.MFAUsed')?.toLowerCase()
    return `${who} ${action.past}${where}${mfa === 'yes' ? ' with MFA' : mfa === 'no' ? ' without MFA' : ''}.`
  }
  // A failed sign-in does not tell who it was.
  const as = name === null || name.startsWith('HIDDEN_DUE') ? '' : ` as ${name}`
  const why = textIn(record, 'errorMessage') ?? event.errorCode
  const subject = as === '' && who !== 'Someone' ? who : 'Someone'
  return `${subject} failed to ${action.base}${as}${where}${why === null ? '' : `: ${shorten(why)}`}.`
}

/** docs/cloudtrail.md#insights-events */
function insightSentence(event: CloudTrailEvent, record: unknown): string {
  const detail = (path: string) => textIn(record, `insightDetails.${path}`)
  const name = detail('eventName') ?? event.eventName
  const source = detail('eventSource') ?? event.eventSource
  const code = detail('errorCode')
  const calls = `${name === null ? 'API' : shorten(name)} ${code === null ? 'calls' : `errors ${shorten(code)}`}`
  const service = source === null ? '' : ` to ${serviceName(source)}`
  const rate = detail('insightContext.statistics.insight.average')
  const usual = detail('insightContext.statistics.baseline.average')
  const rates =
    rate === null || usual === null ? '' : `: ${shorten(rate)} a minute, where ${shorten(usual)} is usual`
  const ended = detail('state') === 'End'
  return `CloudTrail Insights saw an unusual rate of ${calls}${service} ${ended ? 'end' : 'begin'}${rates}.`
}

/** docs/cloudtrail.md#aggregated-events */
function aggregatedSentence(event: CloudTrailEvent, record: unknown): string {
  const window = (path: string) => textIn(record, `timeWindow.${path}`)
  const from = window('windowStart')
  const until = window('windowEnd')
  const dimension = textIn(record, 'summary.primaryDimension.dimension')
  const statistics = listIn(record, 'summary', 'primaryDimension', 'statistics').map((each) => ({
    name: textIn(each, 'name') ?? '-',
    value: textIn(each, 'value') ?? '?',
  }))
  const shown = statistics.slice(0, 3).map(({ name, value }) => `${shorten(name)} ${shorten(value)}`)
  const more = statistics.length > shown.length ? ` and ${statistics.length - shown.length} more` : ''
  const what = shown.length === 0 ? '' : `: ${shown.join(', ')}${more}`
  const by = dimension === null ? '' : ` by ${shorten(dimension)}`
  const when = from === null || until === null ? '' : ` from ${shorten(from)} to ${shorten(until)}`
  return `CloudTrail counted data events of ${serviceName(event.eventSource ?? 'an unknown service')}${by}${when}${what}.`
}

function listIn(record: unknown, ...names: readonly string[]): readonly unknown[] {
  let at = record
  for (const name of names) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return []
    at = Reflect.get(at, name)
  }
  return Array.isArray(at) ? at : []
}
