import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Problem } from '../../api/problem.ts'
import { StoreError } from '../../store/storeError.ts'
import { DurableFileError } from '../kept/durableFile.ts'

/**
 * A request that cannot be answered, caught once where the request came in. Its `cause` is for the
 * terminal (see tellTerminal).
 */
export class ProblemError extends Error {
  readonly problem: Problem
  readonly headers: Readonly<Record<string, string>>

  constructor(problem: Problem, headers: Readonly<Record<string, string>> = {}, cause?: unknown) {
    super(problem.detail, { cause })
    this.problem = problem
    this.headers = headers
  }
}

/** 400: a parameter, or the field of a token, that cannot be understood. */
export function badRequest(field: string, detail: string): ProblemError {
  return new ProblemError({ title: 'Bad request', status: 400, detail, field })
}

export function notFound(detail: string): ProblemError {
  return new ProblemError({ title: 'Not found', status: 404, detail })
}

/** 409: the request does not fit the state of what it names. */
export function conflict(detail: string): ProblemError {
  return new ProblemError({ title: 'Conflict', status: 409, detail })
}

/** 405: an existing address, requested with a method that it does not take. */
export function methodNotAllowed(method: string, allowed: readonly string[]): ProblemError {
  const detail = `This address does not support ${method}. Use ${allowed.join(' or ')}.`
  return new ProblemError({ title: 'Method not allowed', status: 405, detail }, { Allow: allowed.join(', ') })
}

/** 507: the store refused to store something. */
export function notStored(what: string, error: unknown): ProblemError {
  const detail = `${what} could not be stored: ${whyNotStored(error)}.`
  return new ProblemError({ title: 'Not stored', status: 507, detail }, {}, error)
}

/**
 * Why something could not be stored, in words for the client, to follow a colon, without a full
 * stop.
 */
export function whyNotStored(error: unknown): string {
  if (error instanceof StoreError || error instanceof DurableFileError) return error.message
  return 'an internal error occurred. Data that was stored before is safe. The terminal output of the console has the details'
}

/** Prints what `whyNotStored` leaves out, if anything. */
export function tellTerminal(error: unknown): void {
  const isSaid = error instanceof StoreError || error instanceof DurableFileError
  const untold = isSaid ? error.cause : error
  if (untold !== undefined) console.error(untold)
}

/** 503: the same request may succeed later. */
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
