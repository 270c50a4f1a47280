import type { Handler } from 'hono'
import type { ValidationResponse } from '../../api/integrity.ts'
import { validationResponse } from '../integrity/validationAnswers.ts'
import type { Services } from '../services.ts'

export function answerCancelValidation({ validator }: Services): Handler {
  return async ({ json }) => {
    await validator.cancel()
    return json<ValidationResponse>(validationResponse(validator))
  }
}
