import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import type {
  DescribeAlarmHistoryOutput,
  DescribeAlarmsOutput,
  GetMetricDataOutput,
  GetMetricStatisticsOutput,
} from '@aws-sdk/client-cloudwatch'
import {
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  CloudWatchLogsClient,
  PutLogEventsCommand,
  PutMetricFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { beforeEach, describe, expect, it } from 'vitest'
import { SdkCalls } from '../../../testing/sdkCalls.ts'
import { settleAlarms } from './settleAlarms.ts'

let test: SdkCalls
beforeEach(() => {
  test = new SdkCalls({ client: (options) => new cloudwatch.CloudWatchClient(options), commands: cloudwatch })
})

const ALARM = {
  AlarmName: 'root-use',
  Namespace: 'Trail',
  MetricName: 'Root',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
}

const datum = (Value: number) => ({ Namespace: 'Trail', MetricData: [{ MetricName: 'Root', Value }] })

const settle = () => {
  const { account, state, nowMs } = test.account
  settleAlarms({ account, state, nowMs })
}

async function alarm() {
  const { MetricAlarms } = await test.output<DescribeAlarmsOutput>('DescribeAlarms')
  return MetricAlarms![0]!
}

describe('an alarm', () => {
  it('fires when its metric breaches the threshold, and ends when the period has passed', async () => {
    await test.output('PutMetricAlarm', ALARM)
    expect((await alarm()).StateValue).toBe('OK')
    await test.output('PutMetricData', datum(1))
    expect(await alarm()).toMatchObject({
      StateValue: 'ALARM',
      StateReason:
        'Threshold Crossed: 1 datapoint [1.0 (04/02/26 10:00:00)] was greater than or equal to the threshold (1.0).',
    })
    test.pass(120)
    settle()
    expect((await alarm()).StateValue).toBe('OK')
    const { AlarmHistoryItems } = await test.output<DescribeAlarmHistoryOutput>('DescribeAlarmHistory', {
      AlarmName: 'root-use',
      HistoryItemType: 'StateUpdate',
    })
    expect(AlarmHistoryItems!.map(({ HistorySummary }) => HistorySummary)).toEqual([
      'Alarm updated from ALARM to OK',
      'Alarm updated from OK to ALARM',
      'Alarm updated from INSUFFICIENT_DATA to OK',
    ])
  })

  it.each([
    ['missing', 'INSUFFICIENT_DATA'],
    ['breaching', 'ALARM'],
    ['notBreaching', 'OK'],
    ['ignore', 'INSUFFICIENT_DATA'],
  ])('without data, treated as %s, is in the state %s', async (TreatMissingData, state) => {
    await test.output('PutMetricAlarm', { ...ALARM, TreatMissingData })
    expect((await alarm()).StateValue).toBe(state)
  })

  it('needs as many datapoints as it says', async () => {
    await test.output('PutMetricAlarm', { ...ALARM, EvaluationPeriods: 3, DatapointsToAlarm: 2 })
    await test.output('PutMetricData', datum(1))
    expect((await alarm()).StateValue).toBe('OK')
    test.pass(120)
    await test.output('PutMetricData', datum(5))
    expect((await alarm()).StateValue).toBe('ALARM')
  })

  it('is set, switched and deleted by name', async () => {
    await test.output('PutMetricAlarm', ALARM)
    await test.output('SetAlarmState', { AlarmName: 'root-use', StateValue: 'ALARM', StateReason: 'a drill' })
    expect(await alarm()).toMatchObject({ StateValue: 'ALARM', StateReason: 'a drill' })
    await test.output('DisableAlarmActions', { AlarmNames: ['root-use'] })
    expect((await alarm()).ActionsEnabled).toBe(false)
    expect(
      await test.output('DescribeAlarmsForMetric', { MetricName: 'Root', Namespace: 'Trail' }),
    ).toMatchObject({ MetricAlarms: [{ AlarmName: 'root-use' }] })
    await test.output('DeleteAlarms', { AlarmNames: ['root-use'] })
    expect(
      await test.failure('SetAlarmState', { AlarmName: 'root-use', StateValue: 'OK', StateReason: '' }),
    ).toMatch(/^ResourceNotFound/)
  })

  it.each([
    [{ Statistic: 'Middle' }, /^InvalidParameterValue.*Statistic/],
    [{ Period: 61 }, /^ValidationError: Period/],
    [{ EvaluationPeriods: 20_000 }, /seven days/],
    [{ ExtendedStatistic: 'p99' }, /percentiles/],
    [{ AlarmActions: ['mail me'] }, /Invalid arn syntax/],
  ])('is refused with %o', async (wrong, failure) => {
    expect(await test.failure('PutMetricAlarm', { ...ALARM, ...wrong })).toMatch(failure)
  })
})

describe('metrics', () => {
  it('have statistics by period, and are listed', async () => {
    await test.output('PutMetricData', datum(1))
    await test.output('PutMetricData', datum(3))
    test.pass(60)
    await test.output('PutMetricData', datum(10))
    const range = {
      StartTime: new Date(test.account.nowMs - 600_000),
      EndTime: new Date(test.account.nowMs + 60_000),
    }
    const { Datapoints } = await test.output<GetMetricStatisticsOutput>('GetMetricStatistics', {
      ...range,
      Namespace: 'Trail',
      MetricName: 'Root',
      Period: 60,
      Statistics: ['Sum', 'Average', 'Maximum', 'SampleCount'],
    })
    expect(Datapoints).toMatchObject([
      { Sum: 4, Average: 2, Maximum: 3, SampleCount: 2 },
      { Sum: 10, SampleCount: 1 },
    ])
    const { MetricDataResults } = await test.output<GetMetricDataOutput>('GetMetricData', {
      ...range,
      MetricDataQueries: [
        {
          Id: 'a',
          MetricStat: { Metric: { Namespace: 'Trail', MetricName: 'Root' }, Period: 300, Stat: 'Sum' },
        },
      ],
    })
    expect(MetricDataResults).toMatchObject([{ Id: 'a', Values: [14] }])
    expect(await test.output('ListMetrics', { Namespace: 'Trail' })).toMatchObject({
      Metrics: [{ Namespace: 'Trail', MetricName: 'Root' }],
    })
  })
})

it('log events that match a metric filter make its metric, which fires its alarm', async () => {
  const logs = new CloudWatchLogsClient(test.account.client())
  const group = { logGroupName: 'trail' }
  const stream = { ...group, logStreamName: 's' }
  await logs.send(new CreateLogGroupCommand(group))
  await logs.send(new CreateLogStreamCommand(stream))
  await logs.send(
    new PutMetricFilterCommand({
      ...group,
      filterName: 'root',
      filterPattern: '{ $.userIdentity.type = "Root" }',
      metricTransformations: [{ metricName: 'Root', metricNamespace: 'Trail', metricValue: '1' }],
    }),
  )
  await test.output('PutMetricAlarm', ALARM)
  const put = (type: string) =>
    logs.send(
      new PutLogEventsCommand({
        ...stream,
        logEvents: [{ timestamp: test.account.nowMs, message: JSON.stringify({ userIdentity: { type } }) }],
      }),
    )
  await put('IAMUser')
  expect((await alarm()).StateValue).toBe('OK')
  await put('Root')
  expect((await alarm()).StateValue).toBe('ALARM')
})
