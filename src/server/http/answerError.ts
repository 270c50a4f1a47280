import type { Context, ErrorHandler } from 'hono'
import {
  NotOnThisStore,
  QueryMemoryError,
  QueryTimeoutError,
  StoreInterrupted,
  UnknownSnapshot,
} from '../../store/eventStore.ts'
import { StoreDamaged, StoreUnavailable } from '../../store/storeError.ts'
import { DurableFileError } from '../kept/durableFile.ts'
import { answerProblem, ProblemError, tellTerminal } from './problem.ts'

/** Every error as the console sends it: `application/problem+json`. */
export const answerError: ErrorHandler = (error, context) => {
  if (error instanceof ProblemError) {
    if (error.cause !== undefined && !context.req.raw.signal.aborted) tellTerminal(error.cause)
    return answerProblem(context, error.problem, error.headers)
  }
  if (error instanceof UnknownSnapshot)
    return answerProblem(context, {
      title: 'Snapshot not available',
      status: 410,
      detail: `${error.message} Send the request again without asOf and nextToken.`,
      field: context.req.query('nextToken') === undefined ? 'asOf' : 'nextToken',
    })
  if (error instanceof QueryTimeoutError)
    return answerProblem(context, { title: 'Query timed out', status: 503, detail: error.message })
  if (error instanceof QueryMemoryError)
    return answerProblem(context, { title: 'Not enough memory', status: 503, detail: error.message })
  if (error instanceof StoreDamaged)
    return answerProblem(context, { title: 'Store damaged', status: 500, detail: error.message })
  if (error instanceof StoreUnavailable)
    return answerProblem(context, { title: 'Store not available', status: 503, detail: error.message })
  if (error instanceof NotOnThisStore)
    return answerProblem(context, { title: 'Not available', status: 501, detail: error.message })
  if (error instanceof StoreInterrupted)
    return answerProblem(
      context,
      { title: 'Try again', status: 503, detail: error.message },
      { 'Retry-After': '1' },
    )
  if (error instanceof DurableFileError)
    return answerProblem(context, { title: 'Not saved', status: 507, detail: `${error.message}.` })
  if (context.req.raw.signal.aborted) return context.body(null, 408)
  return answerFault(error, context)
}

function answerFault(error: Error, context: Context): Response {
  console.error(error)
  return answerProblem(context, {
    title: 'Something went wrong',
    status: 500,
    detail:
      'The request failed because of an internal error. Stored data was not changed. Try again; if it fails again, restart the console. Its terminal output has the details.',
  })
}
