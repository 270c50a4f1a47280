import type { SuggestedValues } from '../filter/answers.ts'
import { withoutAlternatives } from '../filter/edit.ts'
import type { EventQuery, EventStore } from './eventStore.ts'

/** The fields in whose values a typed text is looked up: those with the most values come last. */
export const SUGGESTED_FIELDS: readonly string[] = [
  'eventName',
  'userName',
  'eventSource',
  'errorCode',
  'sourceIPAddress',
  'awsRegion',
  'accessKeyId',
  'resourceName',
]

export interface Suggestions {
  /** Fields without such a value are left out. */
  readonly fields: readonly SuggestedValues[]
  /** Fields whose values could not be counted in time. */
  readonly unfinished: readonly string[]
}

/**
 * The values that contain a text, in any case, among the matching events: those that start with it
 * first, then the most frequent. A field's own `=` conditions do not count for it, since another
 * value would be an alternative to them. Once `late` is aborted, the rest is left unfinished.
 */
export async function suggestValues(
  store: Pick<EventStore, 'fieldValues'>,
  { filter, asOf }: EventQuery,
  { contains, limit }: { readonly contains: string; readonly limit: number },
  late: AbortSignal,
  signal?: AbortSignal,
): Promise<Suggestions> {
  const fields: SuggestedValues[] = []
  const unfinished: string[] = []
  const wanted = { limit, contains, prefix: '', startingFirst: true }
  const either = signal ? AbortSignal.any([signal, late]) : late
  // One after another: together, they would keep the list's own queries waiting.
  for (const field of SUGGESTED_FIELDS) {
    try {
      either.throwIfAborted()
      const query = { filter: withoutAlternatives(filter, field), asOf }
      const { values, distinct } = await store.fieldValues(query, { ...wanted, field }, either)
      if (values.length > 0) fields.push({ field, values, distinct })
    } catch (error) {
      if (signal?.aborted || !late.aborted) throw error
      unfinished.push(field)
    }
  }
  return { fields, unfinished }
}
