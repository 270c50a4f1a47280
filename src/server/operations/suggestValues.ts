import type { Handler } from 'hono'
import { suggestValues as operation, type SuggestValuesResponse } from '../../api/suggestValues.ts'
import { suggestValues } from '../../store/suggestValues.ts'
import { readParams } from '../http/readParams.ts'
import { readAsOf } from '../query/asOf.ts'
import { checkFilter } from '../query/checkFilter.ts'
import type { Services } from '../services.ts'

/** Later, the person who types has gone on without them. */
const MAX_MS = 1500

export function answerSuggestValues({ store, now }: Services): Handler {
  return async ({ req, json }) => {
    const { filter, contains, limit, asOf } = readParams(operation, req.url)
    await checkFilter(store, filter)
    const query = { filter, asOf: readAsOf(asOf, store, now()) }
    const late = AbortSignal.timeout(MAX_MS)
    return json<SuggestValuesResponse>({
      ...(await suggestValues(store, query, { contains, limit }, late, req.raw.signal)),
    })
  }
}
