import type { Handler } from 'hono'
import type { ValidationResponse } from '../../api/integrity.ts'
import { notFound } from '../http/problem.ts'
import { validationResponse } from '../integrity/validationAnswers.ts'
import type { Services } from '../services.ts'

export function answerStartValidation({ validator }: Services): Handler {
  return async ({ json }) => {
    if (!(await validator.start()))
      throw notFound(
        'There is nothing to validate. Start the console with the folder of a trail’s log files and digest files.',
      )
    return json<ValidationResponse>(validationResponse(validator))
  }
}
