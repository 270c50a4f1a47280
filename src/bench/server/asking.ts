import type { FieldValuesResponse } from '../../api/fieldValues.ts'
import type { LookupEventsResponse } from '../../api/lookupEvents.ts'

/** Asks a running server. Throws what it answered when it is no success. */
export async function ask<T>(origin: string, path: string): Promise<T> {
  const response = await fetch(origin + path)
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  return (await response.json()) as T
}

/** What there is to ask for, most frequent first. */
export interface Asked {
  readonly origin: string
  readonly count: number
  readonly asOf: string
  readonly users: readonly string[]
  readonly eventNames: readonly string[]
  readonly buckets: readonly string[]
  readonly ids: readonly string[]
}

export async function whatToAsk(origin: string): Promise<Asked> {
  const values = async (field: string, limit: number) =>
    (await ask<FieldValuesResponse>(origin, `/api/events/values?field=${field}&limit=${limit}`)).values.map(
      ({ value }) => value,
    )
  const { count } = await ask<{ count: number }>(origin, '/api/events/count')
  const page = await ask<LookupEventsResponse>(
    origin,
    `/api/events?maxResults=100&offset=${Math.floor(count / 3)}`,
  )
  return {
    origin,
    count,
    asOf: page.asOf,
    users: await values('userName', 200),
    eventNames: await values('eventName', 60),
    buckets: await values('requestParameters.bucketName', 60),
    ids: page.events.map(({ id }) => id),
  }
}
