import { aggregatedSummary, type Dimension } from './aggregatedEvent.ts'
import { namedByArn } from './arnName.ts'
import type { CloudTrailEvent } from './event.ts'
import { attributedTo } from './insightEvent.ts'
import { serviceName, shorten, textIn } from './summaryWords.ts'

/** docs/cloudtrail.md#insights-events */
export function insightSentence(event: CloudTrailEvent, record: unknown): string {
  const detail = (path: string) => textIn(record, `insightDetails.${path}`)
  const name = detail('eventName') ?? event.eventName
  const source = detail('eventSource') ?? event.eventSource
  const code = detail('errorCode')
  const calls = `${name === null ? 'API' : shorten(name)} ${code === null ? 'calls' : `errors ${shorten(code)}`}`
  const service = source === null ? '' : ` to ${serviceName(source)}`
  const rate = detail('insightContext.statistics.insight.average')
  const baseline = detail('insightContext.statistics.baseline.average')
  const rates =
    rate === null || baseline === null
      ? ''
      : `: ${rounded(rate)} per minute, compared with a baseline of ${rounded(baseline)}`
  const [most] = attributedTo(record)
  const by = most === undefined ? '' : `, most of them by ${shorten(namedByArn(most) ?? most)}`
  const what = `an unusual rate of ${calls}${service}`
  return detail('state') === 'End'
    ? `CloudTrail Insights detected the end of ${what}${rates}${by}.`
    : `CloudTrail Insights detected ${what}${rates}${by}.`
}

/** To three digits; other text stays. */
function rounded(text: string): string {
  const value = Number(text)
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : shorten(text)
}

/** How many of what, and when: docs/cloudtrail.md#aggregated-events */
export function aggregatedSentence(event: CloudTrailEvent, record: unknown): string {
  const { primary } = aggregatedSummary(record)
  const service = event.eventSource === null ? null : serviceName(event.eventSource)
  return `CloudTrail counted ${countedIn(primary, service, event)}${windowOf(record)}.`
}

function countedIn(primary: Dimension | null, service: string | null, { userName }: CloudTrailEvent): string {
  const calls = service === null ? 'data events' : `data events of ${service}`
  const [first, second] = primary?.statistics ?? []
  if (!primary || !first) return calls
  const isOfCalls = /^eventName/i.test(primary.name)
  const isOfUsers = /^userIdentity/i.test(primary.name)
  const by = userName === null || isOfUsers ? '' : ` by ${shorten(userName)}`
  if (isOfCalls && !second) {
    const to = service === null ? '' : ` to ${service}`
    return `${shorten(first.count)} ${shorten(first.name)} call${first.count === '1' ? '' : 's'}${to}${by}`
  }
  const on = isOfUsers
    ? ' by '
    : isOfCalls
      ? ': '
      : /^resource/i.test(primary.name)
        ? ' on '
        : ` by ${shorten(primary.name)}: `
  if (!second && on !== ': ') return `${shorten(first.count)} ${calls}${on}${shorten(first.name)}${by}`
  return `${calls}${by}${on}${inList(primary)}`
}

function inList({ statistics }: Dimension): string {
  const shown = statistics.slice(0, 3).map(({ name, count }) => `${shorten(name)} (${shorten(count)})`)
  const more = statistics.length > shown.length ? ` and ${statistics.length - shown.length} more` : ''
  return `${shown.join(', ')}${more}`
}

/** ` between 23:45 and 23:50 UTC` */
function windowOf(record: unknown): string {
  const clock = (path: string) => /[T ](\d\d:\d\d)/.exec(textIn(record, path) ?? '')?.[1]
  const [start, end] = [clock('timeWindow.windowStart'), clock('timeWindow.windowEnd')]
  return start === undefined || end === undefined ? '' : ` between ${start} and ${end} UTC`
}
