import * as v from 'valibot'
import { described, type DeepReadonly } from './operation.ts'

/** The body of every response that is not a success: `application/problem+json` (RFC 9457). */
export const problem = v.object({
  title: described(v.string(), 'A few words: the kind of problem.'),
  detail: described(v.string(), 'One sentence: what was given, what was wrong, what to do.'),
  status: v.number(),
  field: v.exactOptional(described(v.string(), 'The parameter or the field of the filter that was refused.')),
})

export type Problem = DeepReadonly<v.InferOutput<typeof problem>>
