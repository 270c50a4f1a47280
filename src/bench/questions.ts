import type { FieldValuesResponse } from '../api/fieldValues.ts'
import type { LookupEventsResponse } from '../api/lookupEvents.ts'
import { timing, type Timing } from './measure.ts'

/** A row of the table: what is asked, how long it may take as a share of *parse*, and what it took. */
export interface QuestionRow {
  readonly work: string
  /** At most parse / this. */
  readonly parseOver: number
  readonly timing: Timing
}

const TIMES = 21
const FACETS = ['eventName', 'eventSource', 'userName', 'awsRegion', 'errorCode', 'sourceIPAddress']

/**
 * Asks the server what the console asks. Every turn asks for something else (another user, another word), since answers for
 * one state of the store are remembered.
 */
export async function askQuestions(origin: string): Promise<QuestionRow[]> {
  const get = async <T>(path: string): Promise<T> => {
    const response = await fetch(origin + path)
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return (await response.json()) as T
  }
  const values = async (field: string, limit: number) =>
    (await get<FieldValuesResponse>(`/api/events/values?field=${field}&limit=${limit}`)).values.map(
      ({ value }) => encodeURIComponent(value),
    )
  const users = await values('userName', 200)
  const names = await values('eventName', 60)
  const buckets = await values('requestParameters.bucketName', 60)
  const { count } = await get<{ count: number }>('/api/events/count')
  const { asOf } = await get<LookupEventsResponse>('/api/events?maxResults=1')
  const ids = (
    await get<LookupEventsResponse>(`/api/events?maxResults=100&offset=${Math.floor(count / 3)}`)
  ).events.map(({ id }) => id)
  const user = (turn: number) => users[turn % users.length]!
  const name = (turn: number) => names[turn % names.length]!
  const bucket = (turn: number) => buckets[turn % buckets.length]!
  /** A condition that leaves everything, and has not been asked before. */
  const fresh = (turn: number) => `awsRegion!=none-${turn}-${Math.random()}`
  const row = async (
    work: string,
    parseOver: number,
    ask: (turn: number) => Promise<unknown>,
    times = TIMES,
  ): Promise<QuestionRow> => {
    await ask(times)
    return { work, parseOver, timing: await timing(times, ask) }
  }
  return [
    await row('first page, no filter', 300, (turn) => get(`/api/events?${fresh(turn)}`)),
    await row('first page of a user', 300, (turn) =>
      get(`/api/events?userName=${user(turn)}&${fresh(turn)}`),
    ),
    await row('first page, user + name + 7 days', 300, (turn) =>
      get(
        `/api/events?userName=${user(turn)}&eventName=${name(turn)}&startTime=2026-11-01&endTime=2026-11-07`,
      ),
    ),
    await row('first page of a path', 300, (turn) =>
      get(`/api/events?requestParameters.bucketName=${bucket(turn)}&${fresh(turn)}`),
    ),
    await row('page anywhere, no filter', 150, (turn) =>
      get(`/api/events?offset=${Math.floor((count * (turn + 0.5)) / (TIMES + 1))}&asOf=${asOf}`),
    ),
    await row('page anywhere, new filter', 150, (turn) =>
      get(`/api/events?${fresh(turn)}&offset=${Math.floor((count * (turn + 0.5)) / (TIMES + 1))}`),
    ),
    await row('count, all', 700, (turn) => get(`/api/events/count?${fresh(turn)}`)),
    await row('count of a user', 700, (turn) =>
      get(`/api/events/count?userName=${user(turn)}&${fresh(turn)}`),
    ),
    await row('count of a path', 700, (turn) =>
      get(`/api/events/count?requestParameters.bucketName=${bucket(turn)}&${fresh(turn)}`),
    ),
    await row('histogram, 60 buckets', 400, (turn) => get(`/api/events/histogram?${fresh(turn)}`)),
    await row('histogram of a user', 400, (turn) =>
      get(`/api/events/histogram?userName=${user(turn)}&${fresh(turn)}`),
    ),
    await row('six facets', 120, (turn) =>
      Promise.all(FACETS.map((field) => get(`/api/events/values?field=${field}&${fresh(turn)}`))),
    ),
    await row(
      'free text, rare: newest 50 and count',
      24,
      (turn) => text(`nowhere-${turn}-${Math.random()}`),
      9,
    ),
    await row(
      'free text, common: newest 50 and count',
      24,
      (turn) =>
        text(
          `${['denied', 'lambda', 'prod', 'bucket', 'policy', 'exec', 'mozilla', 'boto', 'Role'][turn % 9]}&${fresh(turn)}`,
        ),
      9,
    ),
    await row('one event by ID, with its record', 1000, (turn) =>
      fetch(`${origin}/api/events/${ids[turn]}`).then((response) => response.text()),
    ),
  ]
  function text(words: string): Promise<unknown> {
    return Promise.all([get(`/api/events?text=${words}`), get(`/api/events/count?text=${words}`)])
  }
}
