import type { Handler } from 'hono'
import { similarValues } from '../../api/similarValues.ts'
import { nearestValues } from '../../filter/nearestValues.ts'
import { readParams } from '../http/readParams.ts'
import { readAsOf } from '../query/asOf.ts'
import { checkField, checkFilter } from '../query/checkFilter.ts'
import type { Services } from '../services.ts'

/** How many values are compared: they are in memory meanwhile. */
const MOST_COMPARED = 100_000

export function answerSimilarValues({ store, now }: Services): Handler {
  return async ({ req, json }) => {
    const { filter, field, to, limit, asOf } = readParams(similarValues, req.url)
    await checkField(store, field, 'field')
    await checkFilter(store, filter)
    const query = { filter, asOf: readAsOf(asOf, store, now()) }
    const wanted = { field, limit: MOST_COMPARED, prefix: '', contains: '' }
    const { values } = await store.fieldValues(query, wanted, req.raw.signal)
    return json({ values: nearestValues(to, values, limit) })
  }
}
