import type { StaticErrorSchema } from '@smithy/types'
import { AwsFailure } from '../../failure.ts'

type QueryError = readonly [code: string, status: number]

/**
 * A failure that the API's schema has. CloudWatch was a query API, whose codes older clients still
 * expect: it gives them in a header.
 */
export function failed(schema: StaticErrorSchema, message: string): AwsFailure {
  const traits = schema[3]
  const query = typeof traits === 'object' ? (traits.awsQueryError as QueryError | undefined) : undefined
  const [code, status] = query ?? [schema[2], 400]
  return new AwsFailure(schema[2], message, status, {}, { 'x-amzn-query-error': `${code};Sender` })
}

/** In the words of the query services. */
export function failedValidation(message: string): AwsFailure {
  return new AwsFailure(
    'ValidationError',
    message,
    400,
    {},
    { 'x-amzn-query-error': 'ValidationError;Sender' },
  )
}
