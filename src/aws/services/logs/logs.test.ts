import * as logs from '@aws-sdk/client-cloudwatch-logs'
import type {
  DescribeLogStreamsResponse,
  FilterLogEventsResponse,
  GetLogEventsResponse,
  TestMetricFilterResponse,
} from '@aws-sdk/client-cloudwatch-logs'
import { beforeEach, describe, expect, it } from 'vitest'
import { SdkCalls } from '../../../testing/sdkCalls.ts'

const GROUP = { logGroupName: 'app/one' }
const STREAM = { ...GROUP, logStreamName: 's1' }

let test: SdkCalls
beforeEach(() => {
  test = new SdkCalls({ client: (options) => new logs.CloudWatchLogsClient(options), commands: logs })
})

const put = (messages: readonly string[], stepMs = 1) =>
  test.output<{ rejectedLogEventsInfo?: object }>('PutLogEvents', {
    ...STREAM,
    logEvents: messages.map((message, at) => ({ timestamp: test.account.nowMs + at * stepMs, message })),
  })

async function createStream(): Promise<void> {
  await test.output('CreateLogGroup', { ...GROUP, tags: { team: 'a' } })
  await test.output('CreateLogStream', STREAM)
}

describe('groups and streams', () => {
  it('are created once, described, and deleted with all they have', async () => {
    await createStream()
    expect(await test.failure('CreateLogGroup', GROUP)).toBe(
      'ResourceAlreadyExistsException: The specified log group already exists',
    )
    expect(await test.failure('CreateLogStream', STREAM)).toMatch(/^ResourceAlreadyExistsException/)
    await test.output('PutRetentionPolicy', { ...GROUP, retentionInDays: 30 })
    await put(['one'])
    const { logGroups } = await test.output<logs.DescribeLogGroupsResponse>('DescribeLogGroups', {
      logGroupNamePrefix: 'app/',
    })
    const arn = `arn:aws:logs:eu-central-1:${test.account.account.accountId}:log-group:app/one`
    expect(logGroups).toMatchObject([{ ...GROUP, retentionInDays: 30, arn: `${arn}:*`, storedBytes: 29 }])
    expect(await test.output('ListTagsForResource', { resourceArn: arn })).toMatchObject({
      tags: { team: 'a' },
    })
    await test.output('DeleteLogGroup', GROUP)
    expect(await test.failure('DescribeLogStreams', GROUP)).toBe(
      'ResourceNotFoundException: The specified log group does not exist.',
    )
    await createStream()
    expect((await test.output<GetLogEventsResponse>('GetLogEvents', STREAM)).events).toEqual([])
  })

  it('are refused with names and retentions that AWS does not have', async () => {
    expect(await test.failure('CreateLogGroup', { logGroupName: 'a b' })).toMatch(
      /^InvalidParameterException: .*logGroupName/,
    )
    await createStream()
    expect(await test.failure('PutRetentionPolicy', { ...GROUP, retentionInDays: 2 })).toMatch(
      /^InvalidParameterException/,
    )
  })

  it('come in pages, also by the time of their last event, newest first', async () => {
    await test.output('CreateLogGroup', GROUP)
    for (const logStreamName of ['a', 'b', 'c']) {
      await test.output('CreateLogStream', { ...GROUP, logStreamName })
      test.pass(1)
      await test.output('PutLogEvents', {
        ...GROUP,
        logStreamName,
        logEvents: [{ timestamp: test.account.nowMs, message: 'm' }],
      })
    }
    const names: (string | undefined)[] = []
    let nextToken: string | undefined
    do {
      const page: DescribeLogStreamsResponse = await test.output('DescribeLogStreams', {
        ...GROUP,
        orderBy: 'LastEventTime',
        descending: true,
        limit: 2,
        nextToken,
      })
      names.push(...page.logStreams!.map((stream) => stream.logStreamName))
      nextToken = page.nextToken
    } while (nextToken !== undefined)
    expect(names).toEqual(['c', 'b', 'a'])
  })
})

describe('log events', () => {
  it('are found by pattern, range of time and stream, a page at a time', async () => {
    await createStream()
    const startTime = test.account.nowMs
    await put(['ERROR one', 'fine', 'ERROR two', 'ERROR three'], 1000)
    const first = await test.output<FilterLogEventsResponse>('FilterLogEvents', {
      ...GROUP,
      filterPattern: 'ERROR',
      startTime,
      endTime: startTime + 3000,
      limit: 1,
    })
    expect(first.events).toMatchObject([{ message: 'ERROR one', timestamp: startTime, logStreamName: 's1' }])
    expect(first.events![0]!.eventId).toMatch(/^\d{56}$/)
    const { events, nextToken } = await test.output<FilterLogEventsResponse>('FilterLogEvents', {
      ...GROUP,
      filterPattern: 'ERROR',
      startTime,
      endTime: startTime + 3000,
      nextToken: first.nextToken,
    })
    expect(events!.map(({ message }) => message)).toEqual(['ERROR two'])
    expect(nextToken).toBeUndefined()
    expect(test.account.records.at(-1)).toMatchObject({ eventName: 'FilterLogEvents', readOnly: true })
  })

  it('are read forwards and backwards, and at the end the token stays', async () => {
    await createStream()
    await put(['1', '2', '3'])
    const newest = await test.output<GetLogEventsResponse>('GetLogEvents', { ...STREAM, limit: 2 })
    expect(newest.events!.map(({ message }) => message)).toEqual(['2', '3'])
    const older = await test.output<GetLogEventsResponse>('GetLogEvents', {
      ...STREAM,
      nextToken: newest.nextBackwardToken,
    })
    expect(older.events!.map(({ message }) => message)).toEqual(['1'])
    const end = await test.output<GetLogEventsResponse>('GetLogEvents', {
      ...STREAM,
      nextToken: newest.nextForwardToken,
    })
    expect(end).toMatchObject({ events: [], nextForwardToken: newest.nextForwardToken })
  })

  it('that are too old or too new are left out, and the answer says which', async () => {
    await createStream()
    const now = test.account.nowMs
    const days = (count: number) => now - count * 86_400_000
    expect(
      await test.output('PutLogEvents', { ...STREAM, logEvents: [{ timestamp: days(15), message: 'a' }] }),
    ).toMatchObject({
      rejectedLogEventsInfo: { tooOldLogEventEndIndex: 1 },
    })
    expect(
      await test.output('PutLogEvents', {
        ...STREAM,
        logEvents: [
          { timestamp: now, message: 'a' },
          { timestamp: now + 3 * 3_600_000, message: 'b' },
        ],
      }),
    ).toMatchObject({ rejectedLogEventsInfo: { tooNewLogEventStartIndex: 1 } })
    expect(
      await test.failure('PutLogEvents', {
        ...STREAM,
        logEvents: [
          { timestamp: now, message: 'a' },
          { timestamp: now - 1, message: 'b' },
        ],
      }),
    ).toMatch(/chronological order/)
  })

  it('expire with the retention of their group', async () => {
    await createStream()
    await put(['old'])
    await test.output('PutRetentionPolicy', { ...GROUP, retentionInDays: 1 })
    test.pass(2 * 86_400)
    await put(['new'])
    const { events } = await test.output<FilterLogEventsResponse>('FilterLogEvents', GROUP)
    expect(events!.map(({ message }) => message)).toEqual(['new'])
  })

  it('are in no record of CloudTrail', async () => {
    await createStream()
    await put(['hush'])
    expect(test.account.records.at(-1)).toMatchObject({ eventName: 'PutLogEvents', managementEvent: false })
    expect(JSON.stringify(test.account.records)).not.toContain('hush')
  })
})

describe('metric filters', () => {
  const filter = {
    ...GROUP,
    filterName: 'denied',
    filterPattern: '{ $.errorCode = "AccessDenied" }',
    metricTransformations: [
      { metricName: 'Denied', metricNamespace: 'Trail', metricValue: '1', defaultValue: 0 },
    ],
  }

  it('are put, described by group and by metric, and deleted', async () => {
    await createStream()
    const { record } = await test.call('PutMetricFilter', filter)
    expect(record.requestParameters).toEqual(filter)
    const described = { filterName: 'denied', logGroupName: 'app/one', filterPattern: filter.filterPattern }
    expect(await test.output('DescribeMetricFilters', GROUP)).toMatchObject({ metricFilters: [described] })
    expect(
      await test.output('DescribeMetricFilters', { metricName: 'Denied', metricNamespace: 'Trail' }),
    ).toMatchObject({ metricFilters: [described] })
    await test.output('DeleteMetricFilter', { ...GROUP, filterName: 'denied' })
    expect(await test.failure('DeleteMetricFilter', { ...GROUP, filterName: 'denied' })).toMatch(
      /^ResourceNotFoundException/,
    )
  })

  it('are refused with a pattern that cannot be read', async () => {
    await createStream()
    expect(await test.failure('PutMetricFilter', { ...filter, filterPattern: '{ $.a = }' })).toBe(
      'InvalidParameterException: Invalid filter pattern: a value is expected at position 9, but there is “}”.',
    )
  })

  it('are tried on messages, with the values of their selectors', async () => {
    const { matches } = await test.output<TestMetricFilterResponse>('TestMetricFilter', {
      filterPattern: '{ $.errorCode = "Access*" }',
      logEventMessages: ['{"errorCode":"AccessDenied"}', '{}'],
    })
    expect(matches).toEqual([
      {
        eventNumber: 1,
        eventMessage: '{"errorCode":"AccessDenied"}',
        extractedValues: { '$.errorCode': 'AccessDenied' },
      },
    ])
  })
})
