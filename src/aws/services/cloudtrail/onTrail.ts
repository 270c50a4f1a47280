import { AwsFailure } from '../../failure.ts'
import type { Recording } from '../../operation.ts'
import { arnOfTrail } from './findTrail.ts'

/** Of an operation on one trail: policies name the trail by its ARN. */
export function onTrail<Input>(
  nameOf: (input: Input) => string | undefined,
): Pick<Recording<Input>, 'resource'> {
  return {
    resource: (input, context) => {
      try {
        return arnOfTrail(nameOf(input), context)
      } catch (error) {
        // The operation itself refuses the name.
        if (error instanceof AwsFailure) return '*'
        throw error
      }
    },
  }
}
