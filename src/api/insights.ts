import * as v from 'valibot'
import { INSIGHT_TYPES } from '../cloudtrail/insightTypes.ts'
import { described, operation, type AnswerOf, type RequestOf } from './operation.ts'
import { choice, choiceOr, requiredText, store, text, time, wholeNumberOr } from './parameters.ts'

const perMinute = (what: string) => described(v.number(), `${what}, per minute.`)

const summary = {
  id: described(v.string(), 'The sharedEventID of its records.'),
  insightType: v.picklist(INSIGHT_TYPES),
  eventSource: v.string(),
  eventName: v.string(),
  errorCode: described(v.nullable(v.string()), 'Null for a call rate.'),
  accountId: described(v.string(), 'Empty if the events have none; so is `awsRegion`.'),
  awsRegion: v.string(),
  startTime: described(v.string(), 'ISO 8601 UTC.'),
  endTime: described(v.nullable(v.string()), 'Null as long as the rate is unusual.'),
  baselineAverage: perMinute('Calls or errors before the start'),
  insightAverage: perMinute('Calls or errors from start to end, or so far'),
  rateChange: described(
    v.nullable(v.number()),
    '`insightAverage` in percent of `baselineAverage`; null if there were no calls before.',
  ),
  source: described(
    v.picklist(['found-here', 'cloudtrail']),
    'Whether this console found it in the events, or CloudTrail recorded it in a log file that was loaded.',
  ),
}

export const listInsights = operation({
  name: 'listInsights',
  method: 'GET',
  path: '/api/insights',
  summary: 'Unusual rates of calls and of errors, newest start first.',
  description:
    'The filter is for their records: `eventName`, `eventSource`, `accountId`, `awsRegion`, a path such as `insightDetails.insightType`, and a time range for their start.',
  params: { store },
  filter: true,
  answer: v.object({
    insights: v.array(v.object(summary)),
    history: described(
      v.object({
        days: described(v.number(), 'Days (UTC) with events, of the account that has the most.'),
        leastDays: described(v.number(), 'As many days must be before an insight.'),
        learnedDays: described(v.number(), 'What is usual is learned from so many days before.'),
        shortage: described(
          v.nullable(v.string()),
          'A sentence for the reader if there are too few days, or fewer than are learned from.',
        ),
      }),
      'From how much it was found what is unusual.',
    ),
    canAdd: described(
      v.boolean(),
      'Whether the insights that were found here can be added to the events: only log files are added to.',
    ),
    isAdded: described(v.boolean(), 'Whether all of them are among the events.'),
  }),
  example: { address: '/api/insights?eventSource=iam.amazonaws.com&range=90d' },
})

const average = v.object({ value: v.string(), average: perMinute('Calls or errors') })

export const getInsight = operation({
  name: 'getInsight',
  method: 'GET',
  path: '/api/insights/:id',
  summary: 'An insight with its attributions and its records.',
  params: { store },
  answer: v.object({
    ...summary,
    insightDuration: described(v.number(), 'Minutes from start to end, or so far.'),
    baselineDuration: described(v.number(), 'Minutes before the start that are the baseline.'),
    attributions: described(
      v.array(
        v.object({
          attribute: described(v.string(), '`userIdentityArn`, `userAgent` or `errorCode`.'),
          insight: described(
            v.array(
              v.object({
                ...average.entries,
                baselineAverage: described(
                  v.nullable(v.number()),
                  'Of the same value before the start; null if it is not known, as for insights of CloudTrail that do not say it.',
                ),
              }),
            ),
            'The values with the most calls, at most five. The text `null` is for calls without one.',
          ),
          baseline: described(
            v.array(average),
            'The values with the most calls before the start, at most five.',
          ),
        }),
      ),
      'Who made the calls, with what, and how they ended.',
    ),
    startRecord: described(
      v.nullable(v.string()),
      'The record of its start as JSON text; null if it is not loaded.',
    ),
    endRecord: described(
      v.nullable(v.string()),
      'The record of its end; null before, or if it is not loaded.',
    ),
  }),
  problems: { 404: 'There is no such insight in this event data store.' },
  example: { address: '/api/insights/INSIGHT-ID' },
})

export const insightMetricData = operation({
  name: 'insightMetricData',
  method: 'GET',
  path: '/api/insights/metric-data',
  summary: 'The rate of calls or errors over time, as ListInsightsMetricData of CloudTrail has it.',
  description: 'Unlike there, nothing is left out that is older than AWS keeps.',
  params: {
    eventSource: requiredText('`iam.amazonaws.com`.'),
    eventName: requiredText('`CreateUser`.'),
    insightType: choiceOr(INSIGHT_TYPES, 'ApiCallRateInsight', 'Whether calls are counted, or errors.'),
    errorCode: text('Which errors. Required for ApiErrorRateInsight.'),
    accountId: text('Only calls in this account.'),
    awsRegion: text('Only calls in this Region.'),
    period: choiceOr(['60', '300', '3600'], '3600', 'Seconds of a value.'),
    startTime: time('From this time, inclusive. If absent, 90 days before the last event.'),
    endTime: time('To this time, exclusive. If absent, to the last event.'),
    dataType: choice(
      ['NonZeroData', 'FillWithZeros'],
      'Whether values that are 0 are left out, the default.',
    ),
    maxResults: wholeNumberOr(1, 21_600, 21_600, 'Maximum number of values.'),
    store,
  },
  answer: v.object({
    timestamps: described(v.array(v.string()), 'Starts of the periods, oldest first.'),
    values: described(v.array(v.number()), 'Calls or errors per minute, one for each of `timestamps`.'),
    isCut: described(v.boolean(), 'Whether more values follow than `maxResults`.'),
  }),
  example: {
    address: '/api/insights/metric-data?eventSource=iam.amazonaws.com&eventName=CreateUser&period=300',
  },
})

export const addInsights = operation({
  name: 'addInsights',
  method: 'POST',
  path: '/api/insights',
  summary: 'Adds the insights that were found here to the events, as a log file of their own.',
  description:
    'Its name says that this console found them. It is listed with the other log files and can be removed. If it is there from an earlier time, it is replaced.',
  params: { store },
  answer: v.object({
    logFile: described(v.nullable(v.string()), 'Its name; null if there are no insights.'),
    records: described(v.number(), 'How many records it has.'),
  }),
  problems: {
    409: 'The event data store is not one of log files, or log files are being loaded into it.',
    507: 'The event data store cannot store them.',
  },
  example: { address: '/api/insights' },
})

export type InsightsResponse = AnswerOf<typeof listInsights>

export type InsightSummary = InsightsResponse['insights'][number]

export type InsightResponse = AnswerOf<typeof getInsight>

export type InsightMetricDataResponse = AnswerOf<typeof insightMetricData>

export type InsightMetricDataRequest = RequestOf<typeof insightMetricData>

export type AddInsightsResponse = AnswerOf<typeof addInsights>
