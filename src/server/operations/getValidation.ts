import type { Handler } from 'hono'
import type { ValidationResponse } from '../../api/integrity.ts'
import { validationResponse } from '../integrity/validationAnswers.ts'
import type { Services } from '../services.ts'

export function answerGetValidation({ validator }: Services): Handler {
  return ({ json }) => json<ValidationResponse>(validationResponse(validator))
}
