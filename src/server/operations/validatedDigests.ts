import type { Handler } from 'hono'
import { validatedDigests, type ValidatedDigestsResponse } from '../../api/integrity.ts'
import { digestName } from '../../integrity/validation.ts'
import { readParams } from '../http/readParams.ts'
import { validatedDigest } from '../integrity/validationAnswers.ts'
import type { Services } from '../services.ts'

export function answerValidatedDigests({ validator }: Services): Handler {
  return ({ req, json }) => {
    const { verdict, contains = '', offset, limit } = readParams(validatedDigests, req.url)
    const sought = contains.toLowerCase()
    const wanted = (validator.last?.validation.digests ?? []).filter(
      (judged) =>
        (verdict === undefined || judged.verdict === verdict) &&
        digestName(judged).toLowerCase().includes(sought),
    )
    return json<ValidatedDigestsResponse>({
      digests: wanted.slice(offset, offset + limit).map(validatedDigest),
      total: wanted.length,
    })
  }
}
