import type { FieldValuesResponse } from '../../api/fieldValues.ts'
import type { LookupEventsResponse } from '../../api/lookupEvents.ts'
import { ask } from '../server/asking.ts'
import { DENIED, type Subjects } from './question.ts'
import { oneByOne, type Tool } from './tool.ts'

/** This console, by its API: each question for the first time. */
export function eventHistoryConsole(origin: string, loadedMs: number, subjects: Subjects): Tool {
  const { user, id, snapshot, word } = subjects
  const get = <T>(path: string) => ask<T>(origin, path)
  const values = async (filter: string) =>
    (await get<FieldValuesResponse>(`/api/events/values?${filter}`)).values
  const run = oneByOne({
    newest: async () =>
      (
        await get<LookupEventsResponse>(`/api/events?userName=${encodeURIComponent(user)}&maxResults=50`)
      ).events
        .map(({ eventTime }) => eventTime)
        .join('\n'),
    denied: () => count(DENIED.map((code) => `errorCode=${code}`).join('&')),
    byID: async () => {
      const { eventTime, eventName } = await get<{ eventTime: string; eventName: string }>(
        `/api/events/${id}`,
      )
      return `${eventTime} ${eventName}`
    },
    deleted: async () =>
      (
        await values(
          `field=userIdentity.arn&eventName=DeleteSnapshot&requestParameters.snapshotId=${snapshot}`,
        )
      )
        .map(({ value }) => value)
        .join('\n'),
    text: () => count(`text=${word}`),
    addresses: async () =>
      (await values('field=sourceIPAddress&limit=10')).map((value) => value.count).join('\n'),
  })
  async function count(filter: string): Promise<string> {
    return String((await get<{ count: number }>(`/api/events/count?${filter}`)).count)
  }
  return {
    name: 'this console',
    needs: [],
    run: async () => ({ ...(await run()), readyMs: loadedMs }),
  }
}
