import { InvalidParameterValueException$ } from '@aws-sdk/client-cloudwatch'
import type { Dimension, PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch'
import { failed, failedValidation } from './failed.ts'
import {
  COMPARISONS,
  MISSING_DATA,
  STATISTICS,
  type AlarmSettings,
  type Statistic,
} from './monitoringState.ts'

/** The settings that a PutMetricAlarm gives; throws for what an alarm on one metric cannot have. */
export function alarmSettings(input: PutMetricAlarmInput): AlarmSettings {
  const { MetricName, Namespace, Period, EvaluationPeriods, Threshold, ComparisonOperator } = input
  if (
    input.Metrics !== undefined ||
    input.EvaluationCriteria !== undefined ||
    input.ThresholdMetricId !== undefined
  )
    throw failedValidation('This console has alarms on one metric only: give MetricName and Namespace.')
  if (input.ExtendedStatistic !== undefined)
    throw failedValidation(`This console does not have percentiles. Statistics are ${STATISTICS.join(', ')}.`)
  if (MetricName === undefined || Namespace === undefined)
    throw failedValidation('Exactly one element of the metrics list should return data.')
  if (EvaluationPeriods === undefined || Period === undefined || Threshold === undefined)
    throw failedValidation('Period, EvaluationPeriods and Threshold are required for an alarm on a metric.')
  if (Period !== 10 && Period !== 20 && Period !== 30 && (Period < 60 || Period % 60 !== 0))
    throw failedValidation('Period must be 10, 20, 30 or a multiple of 60')
  if (EvaluationPeriods < 1 || EvaluationPeriods * Period > 604_800)
    throw failedValidation(
      'Metrics cannot be checked across more than seven days (EvaluationPeriods * Period must be <= 604800).',
    )
  const DatapointsToAlarm = input.DatapointsToAlarm ?? null
  if (DatapointsToAlarm !== null && (DatapointsToAlarm < 1 || DatapointsToAlarm > EvaluationPeriods))
    throw failedValidation('DatapointsToAlarm must be from 1 to EvaluationPeriods.')
  return {
    description: input.AlarmDescription ?? null,
    actionsEnabled: input.ActionsEnabled ?? true,
    okActions: checkedActions(input.OKActions),
    alarmActions: checkedActions(input.AlarmActions),
    insufficientDataActions: checkedActions(input.InsufficientDataActions),
    namespace: Namespace,
    metricName: MetricName,
    dimensions: dimensionsOf(input.Dimensions),
    statistic: oneOf('Statistic', input.Statistic, STATISTICS),
    periodSeconds: Period,
    evaluationPeriods: EvaluationPeriods,
    datapointsToAlarm: DatapointsToAlarm,
    threshold: Threshold,
    operator: oneOf('ComparisonOperator', ComparisonOperator, keysOf(COMPARISONS)),
    treatMissingData: oneOf('TreatMissingData', input.TreatMissingData ?? 'missing', MISSING_DATA),
    unit: input.Unit ?? null,
  }
}

export function checkedStatistic(statistic: string | undefined): Statistic {
  return oneOf('Statistic', statistic, STATISTICS)
}

export const dimensionsOf = (dimensions: readonly Dimension[] = []): Record<string, string> =>
  Object.fromEntries(dimensions.map(({ Name = '', Value = '' }) => [Name, Value]))

function oneOf<Value extends string>(
  member: string,
  value: string | undefined,
  values: readonly Value[],
): Value {
  const found = values.find((each) => each === value)
  if (found === undefined)
    throw failed(
      InvalidParameterValueException$,
      `The value ${value ?? 'null'} for parameter ${member} is not supported. It is one of ${values.join(', ')}.`,
    )
  return found
}

const MOST_ACTIONS = 5

function checkedActions(actions: readonly string[] = []): readonly string[] {
  if (actions.length > MOST_ACTIONS)
    throw failedValidation(`An alarm may have at most ${MOST_ACTIONS} actions for a state.`)
  const wrong = actions.find((action) => !/^arn:[\w-]+:[\w-]+:/.test(action))
  if (wrong !== undefined) throw failedValidation(`Invalid arn syntax: ${wrong}`)
  return actions
}

const keysOf = <Key extends string>(record: Readonly<Record<Key, unknown>>) => Object.keys(record) as Key[]
