import {
  GetMetricData$,
  GetMetricStatistics$,
  InvalidNextToken$,
  ListMetrics$,
  PutMetricData$,
  type Datapoint,
  type GetMetricDataInput,
  type GetMetricDataOutput,
  type GetMetricStatisticsInput,
  type GetMetricStatisticsOutput,
  type ListMetricsInput,
  type ListMetricsOutput,
  type MetricDatum,
  type PutMetricDataInput,
} from '@aws-sdk/client-cloudwatch'
import type { CallContext } from '../../callContext.ts'
import { operation } from '../../operation.ts'
import { pageOf, sortedBy } from '../../pages.ts'
import { checkedStatistic, dimensionsOf } from './alarmInput.ts'
import { failed, failedValidation } from './failed.ts'
import { addSample, findMetric, periodsOf, sampleOf, statisticOf, type Sample } from './metrics.ts'
import type { Metric } from './monitoringState.ts'
import { cloudWatchAction } from './onAlarm.ts'
import { settleAlarms } from './settleAlarms.ts'

const putMetricData = operation<PutMetricDataInput, object>(
  PutMetricData$,
  ({ Namespace, MetricData = [] }, context) => {
    if (Namespace!.startsWith('AWS/')) throw failedValidation('The namespace may not begin with AWS/.')
    for (const datum of MetricData) {
      const identity = {
        region: context.region,
        namespace: Namespace!,
        name: datum.MetricName!,
        dimensions: dimensionsOf(datum.Dimensions),
        unit: datum.Unit ?? 'None',
      }
      const atMs = datum.Timestamp?.getTime() ?? context.nowMs
      for (const sample of samplesOf(datum)) addSample(context.state.monitoring, identity, atMs, sample)
    }
    settleAlarms(context)
    return {}
  },
  // The event history leaves it out.
  { ...cloudWatchAction('PutMetricData'), isData: true },
)

function samplesOf({
  MetricName,
  Value,
  Values,
  Counts,
  StatisticValues: set,
}: MetricDatum): readonly Sample[] {
  if (set !== undefined)
    return [{ count: set.SampleCount!, sum: set.Sum!, min: set.Minimum!, max: set.Maximum! }]
  if (Values !== undefined) return Values.map((value, at) => sampleOf(value, Counts?.[at] ?? 1))
  if (Value === undefined)
    throw failedValidation(`The metric ${MetricName} has none of Value, Values and StatisticValues.`)
  return [sampleOf(Value)]
}

const getMetricStatistics = operation<GetMetricStatisticsInput, GetMetricStatisticsOutput>(
  GetMetricStatistics$,
  (input, context) => {
    const { Period, StartTime, EndTime, Statistics = [] } = input
    checkPeriod(Period!)
    if (Statistics.length === 0) throw failedValidation('At least one of the Statistics has to be given.')
    const metric = findMetric(context.state.monitoring, identityOf(input, context))
    const periods = periodsOf(metric, StartTime!.getTime(), EndTime!.getTime(), Period! * 1000)
    return {
      Label: input.MetricName,
      Datapoints: periods.map(({ startMs, sample }) => ({
        Timestamp: new Date(startMs),
        ...(Object.fromEntries(
          Statistics.map((statistic) => [statistic, statisticOf(sample, checkedStatistic(statistic))]),
        ) as Partial<Datapoint>),
        Unit: metric!.unit as NonNullable<Datapoint['Unit']>,
      })),
    }
  },
  cloudWatchAction('GetMetricStatistics'),
)

const getMetricData = operation<GetMetricDataInput, GetMetricDataOutput>(
  GetMetricData$,
  ({ MetricDataQueries, StartTime, EndTime, ScanBy }, context) => ({
    MetricDataResults: MetricDataQueries!.map(({ Id, Label, MetricStat }) => {
      if (MetricStat === undefined)
        throw failedValidation(
          `The query ${Id} has an expression, which this console does not have. Give MetricStat.`,
        )
      const { Metric: named, Period, Stat } = MetricStat
      checkPeriod(Period!)
      const metric = findMetric(context.state.monitoring, identityOf(named!, context))
      const statistic = checkedStatistic(Stat)
      const periods = periodsOf(metric, StartTime!.getTime(), EndTime!.getTime(), Period! * 1000)
      const ordered = ScanBy === 'TimestampAscending' ? periods : periods.toReversed()
      return {
        Id,
        Label: Label ?? named!.MetricName,
        Timestamps: ordered.map(({ startMs }) => new Date(startMs)),
        Values: ordered.map(({ sample }) => statisticOf(sample, statistic)),
        StatusCode: 'Complete' as const,
      }
    }),
    Messages: [],
  }),
  cloudWatchAction('GetMetricData'),
)

const MOST_LISTED = 500

const listMetrics = operation<ListMetricsInput, ListMetricsOutput>(
  ListMetrics$,
  ({ Namespace, MetricName, Dimensions = [], NextToken }, { region, state }) => {
    const found = Object.entries(state.monitoring.metrics).filter(
      ([, metric]) =>
        metric.region === region &&
        (Namespace === undefined || metric.namespace === Namespace) &&
        (MetricName === undefined || metric.name === MetricName) &&
        Dimensions.every(({ Name = '', Value }) =>
          Value === undefined ? Name in metric.dimensions : metric.dimensions[Name] === Value,
        ),
    )
    const keyOf = ([key]: readonly [string, Metric]) => key
    const page = pageOf(sortedBy(found, keyOf), keyOf, MOST_LISTED, NextToken, () =>
      failed(InvalidNextToken$, 'The next token is not valid.'),
    )
    return {
      Metrics: page.items.map(([, { namespace, name, dimensions }]) => ({
        Namespace: namespace,
        MetricName: name,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
      })),
      ...(page.next !== undefined && { NextToken: page.next }),
    }
  },
  cloudWatchAction('ListMetrics'),
)

export const METRIC_DATA = [putMetricData, getMetricStatistics, getMetricData, listMetrics]

function checkPeriod(period: number): void {
  if (period < 60 || period % 60 !== 0) throw failedValidation('Period must be a multiple of 60.')
}

const identityOf = (
  {
    Namespace,
    MetricName,
    Dimensions,
  }: Pick<GetMetricStatisticsInput, 'Dimensions'> & {
    readonly Namespace?: string | undefined
    readonly MetricName?: string | undefined
  },
  { region }: CallContext,
) => ({
  region,
  namespace: Namespace ?? '',
  name: MetricName ?? '',
  dimensions: dimensionsOf(Dimensions),
})
