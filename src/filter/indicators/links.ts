import { decodeQueryPart } from '../decodeQueryPart.ts'
import { EVERYTHING, type TimeRange } from '../filter.ts'
import { readFilter } from '../params.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { readTime } from '../timeRange.ts'
import { token } from '../edit.ts'
import { known, type Indicator } from './suggestion.ts'

/** The AWS console's attributes, in its links and in LookupEvents. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  eventid: 'eventID',
  eventname: 'eventName',
  eventsource: 'eventSource',
  readonly: 'readOnly',
  resourcename: 'resourceName',
  resourcetype: 'resourceType',
  username: 'userName',
  accesskeyid: 'accessKeyId',
}

const TIMES: Readonly<Record<string, 'startTime' | 'endTime'>> = {
  starttime: 'startTime',
  endtime: 'endTime',
}

/**
 * A link to the AWS console's Event history: to the list with its lookup attribute, or to one
 * event.
 */
export function detectAwsLink(text: string): Indicator | null {
  const [, host = '', path = '', hash = ''] =
    /^https:\/\/([a-z\d.-]+)(\/[^?#\s]*)?(?:\?[^#\s]*)?(#\S*)?$/i.exec(text) ?? []
  const isAws = /(?:^|\.)console\.(?:aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)$/i.test(host)
  if (!isAws || !path.startsWith('/cloudtrail')) return null
  const [, id] = /^#\/?events\/([\w-]{1,200})/.exec(hash) ?? []
  if (id !== undefined) return whole('Link to an event in the AWS console', [['eventID', id]])
  const [, query] = /^#\/?events\?(.*)$/s.exec(hash) ?? []
  if (query === undefined) return null
  const is: [string, string][] = []
  const times: { startTime?: string; endTime?: string } = {}
  for (const [key, value] of queryParams(query)) {
    const field = ATTRIBUTES[key.toLowerCase()]
    const side = TIMES[key.toLowerCase()]
    if (field !== undefined && value !== '') is.push([field, value])
    else if (side !== undefined) {
      const ms = /^\d{13}$/.test(value) ? Number(value) : readTime(value)
      if (ms !== null) times[side] = writeTime(ms)
    }
  }
  const { startTime, endTime } = times
  const timeRange: TimeRange =
    startTime === undefined && endTime === undefined
      ? { kind: 'all' }
      : {
          kind: 'absolute',
          ...(startTime !== undefined && { startTime }),
          ...(endTime !== undefined && (startTime === undefined || endTime >= startTime) && { endTime }),
        }
  return is.length === 0 && timeRange.kind === 'all'
    ? null
    : whole('Link to Event history in the AWS console', is, timeRange)
}

/** The query of a link to this console, from its `?` on. */
export function detectQuery(text: string): Indicator | null {
  if (!text.startsWith('?') || /\s/.test(text)) return null
  const filter = readFilter(queryParams(text.slice(1)), ['order', 'event'])
  const isReadable = filter.tokens.every(({ kind }) => kind !== 'unreadable')
  const asksNothing = filter.tokens.length === 0 && filter.text === '' && filter.timeRange.kind === 'all'
  if (!isReadable || asksNothing) return null
  return { ...known('Query string of a link', { says: 'The filter of the link', filter }), isWhole: true }
}

/** Without `URLSearchParams`, which belongs to the platform rather than the language. */
function queryParams(query: string): [string, string][] {
  return query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=')
      return equals < 0
        ? [decodeQueryPart(part), '']
        : [decodeQueryPart(part.slice(0, equals)), decodeQueryPart(part.slice(equals + 1))]
    })
}

function whole(
  what: string,
  is: readonly (readonly [string, string])[],
  timeRange: TimeRange = { kind: 'all' },
): Indicator {
  const tokens = is.map(([field, value]) => token(field, '=', value))
  return {
    ...known(what, { says: 'The filter of the link', filter: { ...EVERYTHING, tokens, timeRange } }),
    isWhole: true,
  }
}
