import { timed, timing, timingOf } from '../measure.ts'
import type { ParseReference } from '../parse.ts'
import { timeRow, type BenchRow } from '../row.ts'
import { ask } from '../../testing/ask.ts'
import type { ServedConsole } from '../../testing/runningConsole.ts'
import { whatToAsk } from './whatToAsk.ts'

const TIMES = 21
/** Queries that read every record are slower, so they get fewer turns. */
const SLOW_TIMES = 9

const PAGE = 1 / 300
const ANYWHERE = 1 / 150
const COUNT = 1 / 700
const HISTOGRAM = 1 / 400
const SIX_FACETS = 1 / 120
const BREAKDOWN = 1 / 40
const TEXT = 1 / 24
const ONE_EVENT = 1 / 1000

const FACETS = ['eventName', 'eventSource', 'userName', 'awsRegion', 'errorCode', 'sourceIPAddress']
const WORDS = 'denied lambda prod bucket policy exec mozilla boto Role terraform'.split(' ')

/** Sends the server the requests that the console sends. */
export async function askQuestions(server: ServedConsole, parse: ParseReference): Promise<BenchRow[]> {
  const { count, asOf, users, eventNames, buckets, ids } = await whatToAsk(server)
  const get = (path: string) => ask(server, path)
  const turning = (values: readonly string[]) => (turn: number) =>
    encodeURIComponent(values[turn % values.length]!)
  const [user, name, bucket, id] = [turning(users), turning(eventNames), turning(buckets), turning(ids)]
  /**
   * A condition that matches everything and was not used before, so that the store cannot have the
   * result.
   */
  const fresh = () => `awsRegion!=none-${Math.random()}`
  const anywhere = (turn: number, events: number) => Math.floor((events * (turn + 0.5)) / (TIMES + 1))
  const rows: BenchRow[] = []
  /** Every turn uses a filter that was not used before. */
  const row = async (
    work: string,
    limit: number,
    path: (turn: number) => string | readonly string[],
    times = TIMES,
  ) => {
    const all = (turn: number) => Promise.all([path(turn)].flat().map(get))
    await all(times)
    rows.push(timeRow(work, await timing(times, all), parse.ms, limit))
  }
  /**
   * The store caches the results of filters that read every record: the first request, and the same
   * again at once.
   */
  const firstAndAgain = async (
    work: string,
    limit: number,
    path: (turn: number) => string | readonly string[],
  ) => {
    const [first, again]: [number[], number[]] = [[], []]
    for (let turn = 0; turn < SLOW_TIMES; turn++) {
      const paths = [path(turn)].flat()
      for (const taken of [first, again]) taken.push(await timed(() => Promise.all(paths.map(get))))
    }
    rows.push(timeRow(`${work}, first time`, timingOf(first), parse.ms, limit))
    rows.push(timeRow(`${work}, again`, timingOf(again), parse.ms, limit))
  }
  const facets = (filter: string) => FACETS.map((field) => `/api/events/values?field=${field}&${filter}`)
  const ofPath = (turn: number) => `requestParameters.bucketName=${bucket(turn)}&${fresh()}`

  await row('first page, no filter', PAGE, () => '/api/events')
  await row('first page, a user', PAGE, (turn) => `/api/events?userName=${user(turn)}&${fresh()}`)
  await row(
    'first page, user and name and 7 days',
    PAGE,
    (turn) =>
      `/api/events?userName=${user(turn)}&eventName=${name(turn)}&startTime=2026-11-01&endTime=2026-11-07`,
  )
  await row('first page, is not', PAGE, (turn) => `/api/events?eventName!=${name(turn)}&${fresh()}`)
  await row('first page, starts with', PAGE, () => `/api/events?eventName^=delete&${fresh()}`)
  await row('first page, contains', PAGE, () => `/api/events?userAgent:=boto3&${fresh()}`)
  await row('first page, failed events', PAGE, () => `/api/events?errorCode!=&${fresh()}`)
  await row(
    'first page, CIDR block',
    PAGE,
    (turn) => `/api/events?sourceIPAddress=198.51.100.0/${24 + (turn % 6)}&${fresh()}`,
  )
  await row('first page, nothing matches', PAGE, (turn) => `/api/events?userName=nobody-${turn}&${fresh()}`)
  await firstAndAgain('first page, a path', PAGE, (turn) => `/api/events?${ofPath(turn)}`)
  await firstAndAgain(
    'first page, a path exists',
    PAGE,
    (turn) =>
      `/api/events?requestParameters.${['instanceId', 'roleArn', 'key', 'tableName'][turn % 4]}!=&${fresh()}`,
  )
  await row(
    'page anywhere, no filter',
    ANYWHERE,
    (turn) => `/api/events?offset=${anywhere(turn, count)}&asOf=${asOf}`,
  )
  await row(
    'page anywhere, is not',
    ANYWHERE,
    (turn) => `/api/events?${fresh()}&offset=${anywhere(turn, count)}`,
  )
  await row(
    'page anywhere, one service',
    ANYWHERE,
    (turn) => `/api/events?eventSource=ec2.amazonaws.com&${fresh()}&offset=${anywhere(turn, count / 10)}`,
  )
  await row('count, is not', COUNT, () => `/api/events/count?${fresh()}`)
  await row('count, a user', COUNT, (turn) => `/api/events/count?userName=${user(turn)}&${fresh()}`)
  await firstAndAgain('count, a path', COUNT, (turn) => `/api/events/count?${ofPath(turn)}`)
  await row('histogram, is not', HISTOGRAM, () => `/api/events/histogram?${fresh()}`)
  await row(
    'histogram, a user',
    HISTOGRAM,
    (turn) => `/api/events/histogram?userName=${user(turn)}&${fresh()}`,
  )
  await firstAndAgain('histogram, a path', HISTOGRAM, (turn) => `/api/events/histogram?${ofPath(turn)}`)
  await row('values of six fields, is not', SIX_FACETS, () => facets(fresh()))
  await row('values of six fields, a user', SIX_FACETS, (turn) => facets(`userName=${user(turn)}&${fresh()}`))
  await firstAndAgain('values of six fields, a path', SIX_FACETS, (turn) => facets(ofPath(turn)))
  await row('breakdown by event name', BREAKDOWN, () => `/api/events/breakdown?by=eventName&${fresh()}`)
  await row(
    'breakdown, user by event name',
    BREAKDOWN,
    () => `/api/events/breakdown?by=userName&and=eventName&${fresh()}`,
  )
  await row(
    'breakdown by event name over time',
    BREAKDOWN,
    () => `/api/events/breakdown?by=eventName&buckets=60&${fresh()}`,
  )
  await firstAndAgain('free text, common word: newest 50 and count', TEXT, (turn) =>
    pageAndCount(`text=${WORDS[turn % WORDS.length]}&${fresh()}`),
  )
  await firstAndAgain('free text, no match: newest 50 and count', TEXT, () =>
    pageAndCount(`text=nowhere-${Math.random()}`),
  )
  await row('one event by ID, with its record', ONE_EVENT, (turn) => `/api/events/${id(turn)}`)
  return rows
}

function pageAndCount(filter: string): readonly string[] {
  return [`/api/events?${filter}`, `/api/events/count?${filter}`]
}
