import type { Handler } from 'hono'
import { startDownload, type Download } from '../../api/downloads.ts'
import { printFilter } from '../../filter/params.ts'
import { formatFilterText } from '../../filter/text.ts'
import { writeTime } from '../../cloudtrail/writeTime.ts'
import { resolveTimeRange } from '../../filter/timeRange.ts'
import type { EventFile } from '../downloads/eventFile.ts'
import { StartedDownload, type DownloadOrigin } from '../downloads/startedDownload.ts'
import { readParams } from '../http/readParams.ts'
import { printAsOf } from '../query/asOf.ts'
import type { Services } from '../services.ts'
import { checkedFile } from './downloadEvents.ts'

/** Prepares a download: checks it, counts its events, and keeps the state of the store that it reads. */
export function answerStartDownload(services: Services): Handler {
  const { store, downloads, now } = services
  return async ({ req, json }) => {
    const file = await checkedFile(readParams(startDownload, req.url), services)
    const [count, origin] = await Promise.all([
      store.countEvents(file.query, req.raw.signal),
      originOf(file, services),
    ])
    const download = new StartedDownload(file, count, origin, now)
    downloads.add(download)
    return json<Download>(download.progress)
  }
}

async function originOf(
  { query: { filter, asOf } }: EventFile,
  { store, source, version }: Services,
): Promise<DownloadOrigin> {
  const { startMs, endMs } = resolveTimeRange(filter.timeRange, asOf.nowMs)
  const time = (ms: number | null) => (ms === null ? null : writeTime(ms))
  const { accounts, regions, eventCount, firstEventTime, lastEventTime } = await store.summary(asOf)
  return {
    filter: formatFilterText(filter),
    query: printFilter(filter),
    timeRange: { startTime: time(startMs), endTime: time(endMs) },
    store: {
      asOf: printAsOf(asOf),
      source,
      accounts: [...accounts],
      regions: [...regions],
      eventCount,
      firstEventTime,
      lastEventTime,
    },
    tool: { name: 'Event History Console', version },
  }
}
