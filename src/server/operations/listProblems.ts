import type { Handler } from 'hono'
import { listProblems, type ProblemsResponse } from '../../api/listProblems.ts'
import { readParams } from '../http/readParams.ts'
import type { Services } from '../services.ts'

export function answerListProblems({ store }: Services): Handler {
  return async ({ req, json }) => {
    const { offset, limit } = readParams(listProblems, req.url)
    const problems = await store.problems(offset, limit)
    return json<ProblemsResponse>({ report: await store.loadReport(), ...problems })
  }
}
