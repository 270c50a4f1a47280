import type { Handler } from 'hono'
import { countEvents, type CountEventsResponse } from '../../api/countEvents.ts'
import { gapSecondsOf } from '../../api/grouping.ts'
import { readParams } from '../http/readParams.ts'
import { printAsOf, readAsOf } from '../query/asOf.ts'
import { checkFilter } from '../query/checkFilter.ts'
import type { Services } from '../services.ts'

export function answerCountEvents({ store, now }: Services): Handler {
  return async ({ req, json }) => {
    const { filter, group, ...params } = readParams(countEvents, req.url)
    await checkFilter(store, filter)
    const asOf = readAsOf(params.asOf, store, now())
    const { signal } = req.raw
    const [count, rows] = await Promise.all([
      store.countEvents({ filter, asOf }, signal),
      group ? store.countRows({ filter, asOf }, gapSecondsOf(group), signal) : undefined,
    ])
    return json<CountEventsResponse>({ count, ...(rows !== undefined && { rows }), asOf: printAsOf(asOf) })
  }
}
