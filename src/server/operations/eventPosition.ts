import type { Handler } from 'hono'
import { eventPosition, type EventPositionResponse } from '../../api/eventPosition.ts'
import { gapSecondsOf } from '../../api/grouping.ts'
import { readParams } from '../http/readParams.ts'
import { printAsOf, readAsOf } from '../query/asOf.ts'
import { checkFilter } from '../query/checkFilter.ts'
import { storedEvent, withNotes } from '../query/storedEvent.ts'
import type { Services } from '../services.ts'

export function answerEventPosition({
  store,
  notes,
  now,
}: Services): Handler<object, (typeof eventPosition)['path']> {
  return async ({ req, json }) => {
    const { filter, order, group, ...params } = readParams(eventPosition, req.url)
    const { event, logFiles } = await storedEvent(store, req.param('id'))
    const asOf = readAsOf(params.asOf, store, now())
    await checkFilter(store, filter)
    const query = { filter, asOf }
    const { signal } = req.raw
    const place = group
      ? await store.rowOf(event.id, query, order, gapSecondsOf(group), signal)
      : { row: await store.positionOf(event.id, query, order, signal), member: undefined }
    return json<EventPositionResponse>({
      event: withNotes(event, notes),
      offset: place?.row ?? null,
      ...(place?.member !== undefined && { member: place.member }),
      asOf: printAsOf(asOf),
      logFile: logFiles[0]?.name ?? null,
      logFileUris: logFiles.flatMap(({ uri }) => uri ?? []),
    })
  }
}
