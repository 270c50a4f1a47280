import type { Handler } from 'hono'
import { gapSecondsOf } from '../../api/grouping.ts'
import { lookupEvents, MAX_COLUMNS, type LookupEventsResponse } from '../../api/lookupEvents.ts'
import { readPaths, splitPath } from '../../cloudtrail/fieldPath.ts'
import type { PageStart } from '../../store/eventStore.ts'
import { badRequest } from '../http/problem.ts'
import { readParams } from '../http/readParams.ts'
import { printAsOf, readAsOf } from '../query/asOf.ts'
import { checkFilter } from '../query/checkFilter.ts'
import { printNextToken, readNextToken } from '../query/nextToken.ts'
import { withNotes } from '../query/storedEvent.ts'
import type { Services } from '../services.ts'

export function answerLookupEvents({ store, notes, now }: Services): Handler {
  return async ({ req, json }) => {
    const params = readParams(lookupEvents, req.url)
    const { filter, maxResults, order, group, nextToken, offset } = params
    await checkFilter(store, filter)
    const columns = readColumns(params.columns ?? '')
    if (nextToken !== undefined && (offset !== undefined || params.asOf !== undefined)) {
      throw badRequest('nextToken', 'nextToken cannot be combined with offset or asOf.')
    }
    const continued =
      nextToken === undefined ? null : readNextToken(nextToken, filter, { order, group }, store)
    const asOf = continued?.asOf ?? readAsOf(params.asOf, store, now())
    const start: PageStart = continued ? { after: continued.key } : { offset: offset ?? 0 }
    const query = { filter, asOf }
    const page = await store.lookupEvents(
      query,
      { start, limit: maxResults, order, paths: columns, repeatGap: group && gapSecondsOf(group) },
      req.raw.signal,
    )
    return json<LookupEventsResponse>({
      events: page.events.map(({ event }) => withNotes(event, notes)),
      ...(page.next && { nextToken: printNextToken(query, { order, group }, page.next) }),
      asOf: printAsOf(asOf),
    })
  }
}

function readColumns(text: string): readonly string[] {
  const columns = readPaths(text)
  if (columns.length > MAX_COLUMNS)
    throw badRequest(
      'columns',
      `columns has ${columns.length} paths, but at most ${MAX_COLUMNS} are allowed.`,
    )
  if (columns.some((path) => splitPath(path).includes('')))
    throw badRequest('columns', `“${text}” is not a list of paths.`)
  return columns
}
