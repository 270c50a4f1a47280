import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Problem } from '../api/problem.ts'

/** A request that cannot be answered; caught once, where the request came in. */
export class ProblemError extends Error {
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>

  constructor(problem: Problem, headers: Readonly<Record<string, string>> = {}) {
    super(problem.detail)
    this.problem = problem
    this.headers = headers
  }
}

/** 400: a parameter or a token's field that cannot be understood. */
export function badRequest(field: string, detail: string): ProblemError {
  return new ProblemError({ title: 'Bad request', status: 400, detail, field })
}

export function notFound(detail: string): ProblemError {
  return new ProblemError({ title: 'Not found', status: 404, detail })
}

/** 405: an address that is there, asked in a way that it does not take. */
export function methodNotAllowed(method: string, allowed: readonly string[]): ProblemError {
  const detail = `${method} cannot be asked of this address: it takes ${allowed.join(' and ')}.`
  return new ProblemError({ title: 'Method not allowed', status: 405, detail }, { Allow: allowed.join(', ') })
}

/** 507: the store refused to take something. */
export function notStored(what: string, error: unknown): ProblemError {
  return new ProblemError({
    title: 'Not stored',
    status: 507,
    detail: `${what} could not be stored: ${(error as Error).message}.`,
  })
}

/** 503: something that may be asked again in a while. */
export function busy(title: string, detail: string, retryAfterSeconds: number): ProblemError {
  return new ProblemError({ title, status: 503, detail }, { 'Retry-After': String(retryAfterSeconds) })
}

export function answerProblem(
  context: Context,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return context.json(problem, problem.status as ContentfulStatusCode, {
    ...headers,
    'Content-Type': 'application/problem+json',
  })
}
