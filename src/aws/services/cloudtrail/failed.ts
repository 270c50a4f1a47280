import type { StaticErrorSchema } from '@smithy/types'
import { AwsFailure } from '../../failure.ts'

/** A failure that the API's schema has: its code and its HTTP status. */
export function failed(schema: StaticErrorSchema, message: string): AwsFailure {
  const traits = schema[3]
  const status = typeof traits === 'object' ? traits.httpError : undefined
  return new AwsFailure(schema[2], message, typeof status === 'number' ? status : 400)
}
