import {
  DeleteMetricFilter$,
  DescribeMetricFilters$,
  PutMetricFilter$,
  TestMetricFilter$,
  type DeleteMetricFilterRequest,
  type DescribeMetricFiltersRequest,
  type DescribeMetricFiltersResponse,
  type MetricFilter as WrittenFilter,
  type MetricTransformation as GivenTransformation,
  type PutMetricFilterRequest,
  type TestMetricFilterRequest,
  type TestMetricFilterResponse,
} from '@aws-sdk/client-cloudwatch-logs'
import { entryOf, setEntry } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { isNumber } from '../../filter-patterns/condition.ts'
import { matchPattern, selectorsIn } from '../../filter-patterns/matchPattern.ts'
import { operation } from '../../operation.ts'
import { pageOf, sortedBy } from '../../pages.ts'
import {
  checkLimit,
  checkText,
  findGroup,
  groupsHere,
  invalidParameter,
  notFound,
  onGroup,
  wrongToken,
} from './groupLookup.ts'
import type { LogGroup, MetricFilter, MetricTransformation } from './logsState.ts'
import { readPattern } from './readPattern.ts'

const MOST_FILTERS = 100
const NAME = /^[^:*]*$/
const METRIC_NAME = /^[^:*$]*$/

const putMetricFilter = operation<PutMetricFilterRequest, object>(
  PutMetricFilter$,
  (input, context) => {
    const name = input.filterName!
    checkText('filterName', name, 512, NAME)
    const group = findGroup(context, input)
    readPattern(input.filterPattern!)
    const metric = checkedTransformation(input.metricTransformations!)
    const before = entryOf(group.metricFilters, name)
    if (before === undefined && Object.keys(group.metricFilters).length >= MOST_FILTERS)
      throw new AwsFailure('LimitExceededException', 'Resource limit exceeded.')
    setEntry(group.metricFilters, name, {
      name,
      pattern: input.filterPattern!,
      createdMs: before?.createdMs ?? context.nowMs,
      metric,
    })
    return {}
  },
  onGroup,
)

function checkedTransformation(given: readonly GivenTransformation[]): MetricTransformation {
  const [transformation] = given
  if (transformation === undefined || given.length > 1)
    throw invalidParameter('A metric filter must have exactly one metric transformation.')
  const { metricName, metricNamespace, metricValue, defaultValue, dimensions = {}, unit } = transformation
  checkText('metricTransformations.1.member.metricName', metricName, 255, METRIC_NAME)
  checkText('metricTransformations.1.member.metricNamespace', metricNamespace, 255, METRIC_NAME)
  if (!isNumber(metricValue!) && !/^\$./.test(metricValue!))
    throw invalidParameter(
      `Invalid metric transformation: ${metricValue} is neither a number nor a selector.`,
    )
  if (Object.keys(dimensions).length > 3)
    throw invalidParameter('A metric transformation may have at most 3 dimensions.')
  if (defaultValue !== undefined && Object.keys(dimensions).length > 0)
    throw invalidParameter('Invalid metric transformation: default value cannot be used with dimensions.')
  return {
    name: metricName!,
    namespace: metricNamespace!,
    value: metricValue!,
    defaultValue: defaultValue ?? null,
    dimensions,
    unit: unit ?? 'None',
  }
}

const describeMetricFilters = operation<DescribeMetricFiltersRequest, DescribeMetricFiltersResponse>(
  DescribeMetricFilters$,
  (input, context) => {
    const { filterNamePrefix = '', metricName, metricNamespace, nextToken, limit = 50 } = input
    checkLimit('limit', limit, 50)
    if ((metricName === undefined) !== (metricNamespace === undefined))
      throw invalidParameter('metricName and metricNamespace have to be given together.')
    const groups = input.logGroupName === undefined ? groupsHere(context) : [findGroup(context, input)]
    const found = groups
      .flatMap((group) => Object.values(group.metricFilters).map((filter) => ({ group, filter })))
      .filter(
        ({ filter: { name, metric } }) =>
          name.startsWith(filterNamePrefix) &&
          (metricName === undefined || (metric.name === metricName && metric.namespace === metricNamespace)),
      )
    const keyOf = ({ group, filter }: (typeof found)[number]) => `${filter.name}:${group.name}`
    const page = pageOf(sortedBy(found, keyOf), keyOf, limit, nextToken, wrongToken)
    return {
      metricFilters: page.items.map(written),
      ...(page.next !== undefined && { nextToken: page.next }),
    }
  },
  onGroup,
)

function written({ group, filter }: { group: LogGroup; filter: MetricFilter }): WrittenFilter {
  const { name, namespace, value, defaultValue, dimensions, unit } = filter.metric
  return {
    filterName: filter.name,
    filterPattern: filter.pattern,
    metricTransformations: [
      {
        metricName: name,
        metricNamespace: namespace,
        metricValue: value,
        ...(defaultValue !== null && { defaultValue }),
        ...(Object.keys(dimensions).length > 0 && { dimensions }),
        unit: unit as NonNullable<GivenTransformation['unit']>,
      },
    ],
    creationTime: filter.createdMs,
    logGroupName: group.name,
    applyOnTransformedLogs: false,
  }
}

const deleteMetricFilter = operation<DeleteMetricFilterRequest, object>(
  DeleteMetricFilter$,
  (input, context) => {
    const { metricFilters } = findGroup(context, input)
    if (entryOf(metricFilters, input.filterName!) === undefined)
      throw notFound('The specified metric filter does not exist.')
    delete metricFilters[input.filterName!]
    return {}
  },
  onGroup,
)

const testMetricFilter = operation<TestMetricFilterRequest, TestMetricFilterResponse>(
  TestMetricFilter$,
  ({ filterPattern, logEventMessages }) => {
    if (logEventMessages!.length === 0 || logEventMessages!.length > 50)
      throw invalidParameter('There have to be from 1 to 50 log event messages.')
    const pattern = readPattern(filterPattern!)
    const selectors = selectorsIn(pattern)
    return {
      matches: logEventMessages!.flatMap((eventMessage, at) => {
        const match = matchPattern(pattern, eventMessage)
        if (match === null) return []
        const values = selectors.map((selector) => [selector, match.valueOf(selector)] as const)
        const extractedValues = Object.fromEntries(
          values.filter((entry): entry is readonly [string, string] => entry[1] !== null),
        )
        return [{ eventNumber: at + 1, eventMessage, extractedValues }]
      }),
    }
  },
  { readOnly: true },
)

export const METRIC_FILTERS = [putMetricFilter, describeMetricFilters, deleteMetricFilter, testMetricFilter]
