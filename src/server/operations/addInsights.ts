import type { Handler } from 'hono'
import type { AddInsightsResponse } from '../../api/insights.ts'
import { conflict, notStored, ProblemError } from '../http/problem.ts'
import { ADDED_LOG_FILE, areAdded, recordsFoundHere } from '../insights/addedInsights.ts'
import { FollowedUpload } from '../loading/followedUploads.ts'
import type { EventStore } from '../../store/eventStore.ts'
import type { Services } from '../services.ts'

export function answerAddInsights({ store, source, loader, insights }: Services): Handler {
  return async ({ req, json }) => {
    if (source !== 'log-files')
      throw conflict('Insights are added to log files alone, not to the event data store of an account.')
    if (loader.isLoading)
      throw conflict(
        'Log files are being loaded into this event data store. Try again when loading has finished.',
      )
    const current = await insights.current()
    const records = await recordsFoundHere(current)
    if (records.length === 0) return json<AddInsightsResponse>({ logFile: null, records: 0 })
    try {
      if (!areAdded(current)) {
        await removeAdded(store)
        const bytes = Buffer.from(`{"Records":[${records.join(',')}]}`)
        const client = { signal: req.raw.signal, followed: new FollowedUpload('', bytes.length) }
        await loader.uploads.take(client, only(bytes), (paced, load) => load(ADDED_LOG_FILE, paced))
      }
    } catch (error) {
      if (error instanceof ProblemError) throw error
      throw notStored('The log file of the insights', error)
    }
    return json<AddInsightsResponse>({ logFile: ADDED_LOG_FILE, records: records.length })
  }
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Removes what was added earlier, which may say less than is known now. */
async function removeAdded(store: EventStore): Promise<void> {
  const { logFiles } = await store.logFiles({
    contains: ADDED_LOG_FILE,
    sort: 'loaded',
    isDescending: false,
    offset: 0,
    limit: 1000,
  })
  for (const { id, name } of logFiles) if (name === ADDED_LOG_FILE) await store.removeLogFile(id)
}
