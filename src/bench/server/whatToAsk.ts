import type { FieldValuesResponse } from '../../api/fieldValues.ts'
import type { LookupEventsResponse } from '../../api/lookupEvents.ts'
import { ask } from '../../testing/ask.ts'
import type { ServedConsole } from '../../testing/runningConsole.ts'

/** The values to search for, most frequent first. */
export interface Asked {
  readonly count: number
  readonly asOf: string
  readonly users: readonly string[]
  readonly eventNames: readonly string[]
  readonly buckets: readonly string[]
  readonly ids: readonly string[]
}

export async function whatToAsk(server: ServedConsole): Promise<Asked> {
  const values = async (field: string, limit: number) =>
    (await ask<FieldValuesResponse>(server, `/api/events/values?field=${field}&limit=${limit}`)).values.map(
      ({ value }) => value,
    )
  const { count } = await ask<{ count: number }>(server, '/api/events/count')
  const page = await ask<LookupEventsResponse>(
    server,
    `/api/events?maxResults=100&offset=${Math.floor(count / 3)}`,
  )
  return {
    count,
    asOf: page.asOf,
    users: await values('userName', 200),
    eventNames: await values('eventName', 60),
    buckets: await values('requestParameters.bucketName', 60),
    ids: page.events.map(({ id }) => id),
  }
}
