import type { FieldValuesResponse } from '../../api/fieldValues.ts'
import type { LookupEventsResponse } from '../../api/lookupEvents.ts'
import { answerOf, ask } from '../../testing/ask.ts'
import type { ServedConsole } from '../../testing/runningConsole.ts'
import { pageAndCount } from '../server/askedRows.ts'
import { turnByTurn, type PeerAnswers } from './peer.ts'
import { countsAnswer, newestAnswer, recordAnswer, type Subject } from './question.ts'

/** This console by its API, every question for the first time. */
export async function askConsole(
  server: ServedConsole,
  subjects: readonly Subject[],
): Promise<PeerAnswers['answers']> {
  const newest = async (filter: string) => {
    const [page, count] = pageAndCount(filter)
    const [{ events }, counted] = await Promise.all([
      ask<LookupEventsResponse>(server, page),
      ask<{ count: number }>(server, count),
    ])
    return newestAnswer({ ...counted, times: events.map(({ eventTime }) => eventTime ?? '') })
  }
  return turnByTurn(
    {
      commonWord: ({ word }) => newest(`text=${word}`),
      noMatch: ({ nowhere }) => newest(`text=${nowhere}`),
      eventName: ({ eventName }) => newest(`eventName=${eventName}`),
      path: ({ path: { names, value } }) => newest(`${names.join('.')}=${encodeURIComponent(value)}`),
      countByName: async ({ nowhere }) => {
        const { values } = await ask<FieldValuesResponse>(
          server,
          `/api/events/values?field=eventName&limit=1000&awsRegion!=${nowhere}`,
        )
        return countsAnswer(Object.fromEntries(values.map(({ value, count }) => [value, count])))
      },
      byID: async ({ id }) => recordAnswer(await (await answerOf(server, `/api/events/${id}`)).text()),
    },
    subjects,
  )
}
