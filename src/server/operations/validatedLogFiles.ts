import type { Handler } from 'hono'
import { validatedLogFiles, type ValidatedLogFilesResponse } from '../../api/integrity.ts'
import { logFileName } from '../../integrity/judgeLogFiles.ts'
import { readParams } from '../http/readParams.ts'
import { judgedPage } from '../integrity/judgedPage.ts'
import { validatedLogFile } from '../integrity/validationAnswers.ts'
import type { Services } from '../services.ts'

export function answerValidatedLogFiles({ validator }: Services): Handler {
  return ({ req, json }) => {
    const all = validator.last?.validation.logFiles ?? []
    const { items, total } = judgedPage(all, logFileName, readParams(validatedLogFiles, req.url))
    return json<ValidatedLogFilesResponse>({ logFiles: items.map(validatedLogFile), total })
  }
}
