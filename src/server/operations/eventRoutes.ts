import { Hono } from 'hono'
import type { CountEventsResponse } from '../../api/countEvents.ts'
import { COUNT_EVENTS } from '../../api/countEvents.ts'
import { GROUPINGS } from '../../api/grouping.ts'
import { EVENT_HISTOGRAM, MAX_BUCKETS, type EventHistogramResponse } from '../../api/eventHistogram.ts'
import { FIELD_VALUES, type FieldValuesResponse } from '../../api/fieldValues.ts'
import type { EventPositionResponse } from '../../api/getEvent.ts'
import {
  LOOKUP_EVENTS,
  MAX_COLUMNS,
  MAX_RESULTS_LIMIT,
  type LookupEventsResponse,
} from '../../api/lookupEvents.ts'
import { RECORD_PATHS, type RecordPathsResponse } from '../../api/recordPaths.ts'
import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import { readPaths, splitPath } from '../../cloudtrail/fieldPath.ts'
import type { EventStore, PageStart } from '../../store/eventStore.ts'
import type { NotesFile } from '../kept/notesFile.ts'
import { isoDuration } from '../../store/histogramInterval.ts'
import { badRequest, notFound } from '../http/problem.ts'
import { checkField, printAsOf, printNextToken, readAsOf, readNextToken, RequestParams } from './question.ts'

/** The questions that are asked of events: list, count, histogram, values, paths, one event. */
export function eventRoutes(store: EventStore, kept: Pick<NotesFile, 'of'>, now: () => number): Hono {
  const routes = new Hono()
  const withNotes = (event: CloudTrailEvent): CloudTrailEvent => {
    const notes = kept.of(event.id)
    return notes ? { ...event, notes } : event
  }

  routes.get(LOOKUP_EVENTS, async (context) => {
    const params = new RequestParams(context.req.url, [
      'maxResults',
      'order',
      'group',
      'nextToken',
      'offset',
      'asOf',
      'columns',
    ])
    const limit = params.number('maxResults', 50, 1, MAX_RESULTS_LIMIT)
    const order = params.order()
    const group = params.choice('group', GROUPINGS)
    const filter = await params.filter(store)
    const columns = readColumns(params.text('columns'))
    const token = params.text('nextToken')
    if (token !== undefined && (params.text('offset') ?? params.text('asOf')) !== undefined) {
      throw badRequest(
        'nextToken',
        'nextToken cannot be combined with offset or asOf: it says where the page begins.',
      )
    }
    const continued = token === undefined ? null : readNextToken(token, filter, { order, group }, store)
    const asOf = continued?.asOf ?? readAsOf(params.text('asOf'), store, now())
    const start: PageStart = continued
      ? { after: continued.key }
      : { offset: params.number('offset', 0, 0, Number.MAX_SAFE_INTEGER) }
    const question = { filter, asOf }
    const page = await store.lookupEvents(
      question,
      { start, limit, order, paths: columns, grouped: group === 'repeats' },
      context.req.raw.signal,
    )
    return context.json<LookupEventsResponse>({
      events: page.events.map(({ event }) => withNotes(event)),
      ...(page.next && { nextToken: printNextToken(question, { order, group }, page.next) }),
      asOf: printAsOf(asOf),
    })
  })

  routes.get(COUNT_EVENTS, async (context) => {
    const params = new RequestParams(context.req.url, ['asOf', 'group'])
    const isGrouped = params.choice('group', GROUPINGS) === 'repeats'
    const filter = await params.filter(store)
    const asOf = readAsOf(params.text('asOf'), store, now())
    const { signal } = context.req.raw
    const [count, rows] = await Promise.all([
      store.countEvents({ filter, asOf }, signal),
      isGrouped ? store.countRows({ filter, asOf }, signal) : undefined,
    ])
    return context.json<CountEventsResponse>({
      count,
      ...(rows !== undefined && { rows }),
      asOf: printAsOf(asOf),
    })
  })

  routes.get(EVENT_HISTOGRAM, async (context) => {
    const params = new RequestParams(context.req.url, ['buckets', 'asOf'])
    const buckets = params.number('buckets', 60, 1, MAX_BUCKETS)
    const filter = await params.filter(store)
    const asOf = readAsOf(params.text('asOf'), store, now())
    const histogram = await store.eventHistogram({ filter, asOf }, buckets, context.req.raw.signal)
    return context.json<EventHistogramResponse>({
      interval: isoDuration(histogram.intervalMs),
      buckets: histogram.buckets,
      ...(histogram.withoutTime > 0 && { withoutTime: histogram.withoutTime }),
    })
  })

  routes.get(FIELD_VALUES, async (context) => {
    const params = new RequestParams(context.req.url, ['field', 'limit', 'prefix', 'contains', 'asOf'])
    const field = params.text('field')
    if (!field)
      throw badRequest('field', 'field is missing: name the field whose values you want, as field=userName.')
    await checkField(store, field, 'field')
    const limit = params.number('limit', 20, 1, 1000)
    const filter = await params.filter(store)
    const question = { filter, asOf: readAsOf(params.text('asOf'), store, now()) }
    const answer = await store.fieldValues(
      question,
      { field, limit, prefix: params.text('prefix') ?? '', contains: params.text('contains') ?? '' },
      context.req.raw.signal,
    )
    return context.json<FieldValuesResponse>({ field, ...answer })
  })

  routes.get(RECORD_PATHS, async (context) => {
    const params = new RequestParams(context.req.url, ['contains', 'limit'])
    const limit = params.number('limit', 50, 1, 1000)
    return context.json<RecordPathsResponse>(await store.recordPaths(params.text('contains') ?? '', limit))
  })

  routes.get(`${LOOKUP_EVENTS}/:id/position`, async (context) => {
    const params = new RequestParams(context.req.url, ['order', 'group', 'asOf'])
    const isGrouped = params.choice('group', GROUPINGS) === 'repeats'
    const stored = await opened(store, context.req.param('id'))
    const asOf = readAsOf(params.text('asOf'), store, now())
    const question = { filter: await params.filter(store), asOf }
    const { id } = stored.event
    const { signal } = context.req.raw
    const place = isGrouped
      ? await store.rowOf(id, question, params.order(), signal)
      : { row: await store.positionOf(id, question, params.order(), signal), member: undefined }
    return context.json<EventPositionResponse>({
      event: withNotes(stored.event),
      offset: place?.row ?? null,
      ...(place?.member !== undefined && { member: place.member }),
      asOf: printAsOf(asOf),
      logFile: stored.logFile,
    })
  })

  routes.get(`${LOOKUP_EVENTS}/:id`, async (context) => {
    const { record } = await opened(store, context.req.param('id'))
    return context.body(record.text, 200, { 'Content-Type': 'application/json; charset=utf-8' })
  })

  return routes
}

async function opened(store: EventStore, id: string) {
  const stored = await store.getEvent(id)
  if (!stored) {
    throw notFound(
      `There is no event “${id}” in this event data store. It may be in log files that are not loaded.`,
    )
  }
  return stored
}

function readColumns(text: string | undefined): readonly string[] {
  const columns = readPaths(text ?? '')
  if (columns.length > MAX_COLUMNS)
    throw badRequest('columns', `columns names ${columns.length} paths: ${MAX_COLUMNS} at most.`)
  if (columns.some((path) => splitPath(path).includes('')))
    throw badRequest('columns', `“${text}” is not a list of paths.`)
  return columns
}
