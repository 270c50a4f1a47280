import type { Handler } from 'hono'
import { validatedLogFiles, type ValidatedLogFilesResponse } from '../../api/integrity.ts'
import { logFileName } from '../../integrity/validation.ts'
import { readParams } from '../http/readParams.ts'
import { validatedLogFile } from '../integrity/validationAnswers.ts'
import type { Services } from '../services.ts'

export function answerValidatedLogFiles({ validator }: Services): Handler {
  return ({ req, json }) => {
    const { verdict, contains = '', offset, limit } = readParams(validatedLogFiles, req.url)
    const sought = contains.toLowerCase()
    const wanted = (validator.last?.validation.logFiles ?? []).filter(
      (judged) =>
        (verdict === undefined || judged.verdict === verdict) &&
        logFileName(judged).toLowerCase().includes(sought),
    )
    return json<ValidatedLogFilesResponse>({
      logFiles: wanted.slice(offset, offset + limit).map(validatedLogFile),
      total: wanted.length,
    })
  }
}
