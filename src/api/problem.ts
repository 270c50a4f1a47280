import * as v from 'valibot'
import { described, type DeepReadonly } from './operation.ts'

/** The body of every response that is not a success: `application/problem+json` (RFC 9457). */
export const problem = v.object({
  title: described(v.string(), 'The kind of problem, in a few words.'),
  detail: described(v.string(), 'What was given, what was wrong and what to do, in a sentence or two.'),
  status: v.number(),
  field: v.exactOptional(
    described(v.string(), 'The parameter, or the field of the filter, that is invalid.'),
  ),
  position: v.exactOptional(described(v.number(), 'Where in an SQL statement, in characters from 0.')),
})

export type Problem = DeepReadonly<v.InferOutput<typeof problem>>

/** The most that a request's address and headers may have in total, in bytes. */
export const MAX_REQUEST_HEAD = 16 * 1024

export const REQUEST_TOO_LONG: Problem = {
  title: 'Request too long',
  status: 431,
  detail: 'The address and headers of the request are longer than 16 KB in total. Use fewer conditions.',
}
