import type { Handler } from 'hono'
import { validatedDigests, type ValidatedDigestsResponse } from '../../api/integrity.ts'
import { digestName } from '../../integrity/judgeDigests.ts'
import { readParams } from '../http/readParams.ts'
import { judgedPage } from '../integrity/judgedPage.ts'
import { validatedDigest } from '../integrity/validationAnswers.ts'
import type { Services } from '../services.ts'

export function answerValidatedDigests({ validator }: Services): Handler {
  return ({ req, json }) => {
    const all = validator.last?.validation.digests ?? []
    const { items, total } = judgedPage(all, digestName, readParams(validatedDigests, req.url))
    return json<ValidatedDigestsResponse>({ digests: items.map(validatedDigest), total })
  }
}
