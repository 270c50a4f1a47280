import { createHash } from 'node:crypto'
import { InvalidParameterException$, ListInsightsMetricData$ } from '@aws-sdk/client-cloudtrail'
import type {
  ListInsightsMetricDataRequest,
  ListInsightsMetricDataResponse,
} from '@aws-sdk/client-cloudtrail'
import { DAY } from '../../../account/times.ts'
import { INSIGHT_TYPES, type InsightType } from '../../../cloudtrail/insightTypes.ts'
import type { CallContext } from '../../callContext.ts'
import type { InsightRatesWanted } from '../../insightRates.ts'
import { operation } from '../../operation.ts'
import { failed } from './failed.ts'
import { ALL_REGIONS } from './lookupFilter.ts'

/** For how many days AWS keeps values, by their period in seconds. docs/cloudtrail.md#insights-events */
const KEPT_DAYS: Readonly<Record<number, number>> = { 60: 15, 300: 63, 3600: 90 }
const DEFAULT_PERIOD = 3600
const DEFAULT_DAYS = 90
const MAX_RESULTS = 21_600

export const listInsightsMetricData = operation<
  ListInsightsMetricDataRequest,
  ListInsightsMetricDataResponse
>(ListInsightsMetricData$, async (input, context) => {
  const maxResults = input.MaxResults ?? MAX_RESULTS
  if (!Number.isInteger(maxResults) || maxResults < 1 || maxResults > MAX_RESULTS)
    throw invalid(`MaxResults is ${maxResults}, but it must be from 1 to ${MAX_RESULTS}.`)
  const wanted = await wantedBy(input, context)
  const print = fingerprint(wanted, input)
  const startMs = input.NextToken === undefined ? wanted.startMs : continued(input.NextToken, print)
  const values = await context.rates.valuesOf({ ...wanted, startMs: Math.max(startMs, wanted.startMs) })
  const page = values.slice(0, maxResults)
  const next = values[maxResults]
  return {
    EventSource: wanted.calls.eventSource,
    EventName: wanted.calls.eventName,
    InsightType: wanted.type,
    ...(wanted.calls.errorCode !== undefined && { ErrorCode: wanted.calls.errorCode }),
    Timestamps: page.map((value) => new Date(value.startMs)),
    Values: page.map(({ value }) => value),
    ...(next && { NextToken: Buffer.from(JSON.stringify([print, next.startMs])).toString('base64url') }),
  }
})

async function wantedBy(
  input: ListInsightsMetricDataRequest,
  { region, rates }: CallContext,
): Promise<InsightRatesWanted> {
  if (input.TrailName !== undefined)
    throw invalid('TrailName is for Insights of data events, which are not found here. Leave it out.')
  const eventSource = required('EventSource', input.EventSource)
  const eventName = required('EventName', input.EventName)
  const type = typeFrom(required('InsightType', input.InsightType))
  const isErrorRate = type === 'ApiErrorRateInsight'
  if (!isErrorRate && input.ErrorCode !== undefined)
    throw invalid('ErrorCode can only be used with the InsightType ApiErrorRateInsight.')
  const period = input.Period ?? DEFAULT_PERIOD
  const keptDays = KEPT_DAYS[period]
  if (keptDays === undefined)
    throw invalid(`Period is ${period}, but it must be one of ${Object.keys(KEPT_DAYS).join(', ')}.`)
  const withZeros = input.DataType === 'FillWithZeros'
  if (!withZeros && input.DataType !== undefined && input.DataType !== 'NonZeroData')
    throw invalid(`DataType is ${input.DataType}, but it must be NonZeroData or FillWithZeros.`)
  const presentMs = await rates.presentMs()
  const endMs = timeOf('EndTime', input.EndTime, presentMs)
  const startMs = timeOf('StartTime', input.StartTime, presentMs - DEFAULT_DAYS * DAY)
  if (startMs > endMs && input.StartTime !== undefined) throw invalid('StartTime is after EndTime.')
  return {
    type,
    calls: {
      eventSource,
      eventName,
      ...(isErrorRate && { errorCode: required('ErrorCode', input.ErrorCode) }),
      ...(region !== ALL_REGIONS && { awsRegion: region }),
    },
    periodMs: period * 1000,
    startMs: Math.max(startMs, presentMs - keptDays * DAY),
    endMs: Math.min(endMs, presentMs),
    withZeros,
  }
}

function required(name: string, value: string | undefined): string {
  if (value === undefined || value === '') throw invalid(`${name} is missing.`)
  return value
}

function typeFrom(text: string): InsightType {
  const type = INSIGHT_TYPES.find((each) => each === text)
  if (!type) throw invalid(`InsightType is ${text}, but it must be one of ${INSIGHT_TYPES.join(', ')}.`)
  return type
}

function timeOf(name: string, given: Date | undefined, otherwise: number): number {
  const ms = given?.getTime() ?? otherwise
  if (Number.isNaN(ms)) throw invalid(`${name} is not a time.`)
  return ms
}

/** What has to be the same on all pages. The end is not given again if it is the present. */
const fingerprint = (
  { type, calls, periodMs, withZeros }: InsightRatesWanted,
  { EndTime }: ListInsightsMetricDataRequest,
) =>
  createHash('sha256')
    .update(JSON.stringify([type, calls, periodMs, withZeros, EndTime?.getTime() ?? null]))
    .digest('base64url')
    .slice(0, 16)

/** Where the page that a token names starts. */
function continued(token: string, print: string): number {
  const refused = invalid(
    'NextToken is not valid. Use the token of the previous page with the same parameters, or start again without it.',
  )
  let parts: unknown
  try {
    parts = JSON.parse(Buffer.from(token, 'base64url').toString())
  } catch {
    throw refused
  }
  if (!Array.isArray(parts) || parts[0] !== print || !Number.isSafeInteger(parts[1])) throw refused
  return parts[1] as number
}

const invalid = (message: string) => failed(InvalidParameterException$, message)
