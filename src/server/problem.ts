import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Problem } from '../api/problem.ts'

/** A request that cannot be answered; caught once, where the request came in. */
export class ProblemError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** 400: a parameter or a token's field that cannot be understood. */
export function badRequest(field: string, detail: string): ProblemError {
  return new ProblemError({ title: 'Bad request', status: 400, detail, field })
}

export function notFound(detail: string): ProblemError {
  return new ProblemError({ title: 'Not found', status: 404, detail })
}

/** 507: the store refused to take something. */
export function notStored(what: string, error: unknown): ProblemError {
  return new ProblemError({
    title: 'Not stored',
    status: 507,
    detail: `${what} could not be stored: ${(error as Error).message}.`,
  })
}

export function answerProblem(context: Context, problem: Problem): Response {
  return context.json(problem, problem.status as ContentfulStatusCode, {
    'Content-Type': 'application/problem+json',
  })
}
