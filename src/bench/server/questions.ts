import { QUESTIONS } from '../peers/question.ts'
import { ANYWHERE, BREAKDOWN, COUNT, freeText, HISTOGRAM, oneEvent, PAGE, SIX_FIELDS } from '../targets.ts'
import type { BenchRow } from '../row.ts'
import type { ServedConsole } from '../../testing/runningConsole.ts'
import { AskedRows, fresh, pageAndCount } from './askedRows.ts'
import { whatToAsk } from './whatToAsk.ts'

/** Beside the turns that are counted, and one before them. */
const PLACES = 22
const FIELDS = ['eventName', 'eventSource', 'userName', 'awsRegion', 'errorCode', 'sourceIPAddress']
export const WORDS: readonly string[] =
  'denied lambda prod bucket policy exec mozilla boto Role terraform'.split(' ')

/** Sends the server the requests that the console sends. */
export async function askQuestions(server: ServedConsole): Promise<readonly BenchRow[]> {
  const { count, asOf, users, eventNames, buckets, ids } = await whatToAsk(server)
  const turning = (values: readonly string[]) => (turn: number) =>
    encodeURIComponent(values[turn % values.length]!)
  const [user, name, bucket, id] = [turning(users), turning(eventNames), turning(buckets), turning(ids)]
  const anywhere = (turn: number, events: number) => Math.floor((events * (turn + 0.5)) / PLACES)
  const asked = new AskedRows(server)
  const fields = (filter: string) => FIELDS.map((field) => `/api/events/values?field=${field}&${filter}`)
  const ofPath = (turn: number) => `requestParameters.bucketName=${bucket(turn)}&${fresh()}`
  const text = freeText(count)

  await asked.row('first page, no filter', PAGE, () => '/api/events')
  await asked.row('first page, a user', PAGE, (turn) => `/api/events?userName=${user(turn)}&${fresh()}`)
  await asked.row(
    'first page, user and name and 7 days',
    PAGE,
    (turn) =>
      `/api/events?userName=${user(turn)}&eventName=${name(turn)}&startTime=2026-11-01&endTime=2026-11-07`,
  )
  await asked.row('first page, is not', PAGE, (turn) => `/api/events?eventName!=${name(turn)}&${fresh()}`)
  await asked.row('first page, starts with', PAGE, () => `/api/events?eventName^=delete&${fresh()}`)
  await asked.row('first page, contains', PAGE, () => `/api/events?userAgent:=boto3&${fresh()}`)
  await asked.row('first page, failed events', PAGE, () => `/api/events?errorCode!=&${fresh()}`)
  await asked.row(
    'first page, CIDR block',
    PAGE,
    (turn) => `/api/events?sourceIPAddress=198.51.100.0/${24 + (turn % 6)}&${fresh()}`,
  )
  await asked.row(
    'first page, nothing matches',
    PAGE,
    (turn) => `/api/events?userName=nobody-${turn}&${fresh()}`,
  )
  await asked.firstAndAgain('first page, a path', PAGE, PAGE, (turn) => `/api/events?${ofPath(turn)}`)
  await asked.firstAndAgain(
    'first page, a path exists',
    PAGE,
    PAGE,
    (turn) =>
      `/api/events?requestParameters.${['instanceId', 'roleArn', 'key', 'tableName'][turn % 4]}!=&${fresh()}`,
  )
  await asked.row(
    'page anywhere, no filter',
    ANYWHERE,
    (turn) => `/api/events?offset=${anywhere(turn, count)}&asOf=${asOf}`,
  )
  await asked.row(
    'page anywhere, is not',
    ANYWHERE,
    (turn) => `/api/events?${fresh()}&offset=${anywhere(turn, count)}`,
  )
  await asked.row(
    'page anywhere, one service',
    ANYWHERE,
    (turn) => `/api/events?eventSource=ec2.amazonaws.com&${fresh()}&offset=${anywhere(turn, count / 10)}`,
  )
  await asked.row('count, is not', COUNT, () => `/api/events/count?${fresh()}`)
  await asked.row('count, a user', COUNT, (turn) => `/api/events/count?userName=${user(turn)}&${fresh()}`)
  await asked.firstAndAgain('count, a path', COUNT, COUNT, (turn) => `/api/events/count?${ofPath(turn)}`)
  await asked.row(QUESTIONS.eventName, undefined, (turn) =>
    pageAndCount(`eventName=${name(turn)}&${fresh()}`),
  )
  await asked.row('histogram, is not', HISTOGRAM, () => `/api/events/histogram?${fresh()}`)
  await asked.row(
    'histogram, a user',
    HISTOGRAM,
    (turn) => `/api/events/histogram?userName=${user(turn)}&${fresh()}`,
  )
  await asked.firstAndAgain(
    'histogram, a path',
    HISTOGRAM,
    HISTOGRAM,
    (turn) => `/api/events/histogram?${ofPath(turn)}`,
  )
  await asked.row('values of six fields, is not', SIX_FIELDS, () => fields(fresh()))
  await asked.row('values of six fields, a user', SIX_FIELDS, (turn) =>
    fields(`userName=${user(turn)}&${fresh()}`),
  )
  await asked.firstAndAgain('values of six fields, a path', SIX_FIELDS, SIX_FIELDS, (turn) =>
    fields(ofPath(turn)),
  )
  await asked.row(
    QUESTIONS.countByName,
    undefined,
    () => `/api/events/values?field=eventName&limit=1000&${fresh()}`,
  )
  await asked.row('breakdown by event name', BREAKDOWN, () => `/api/events/breakdown?by=eventName&${fresh()}`)
  await asked.row(
    'breakdown, user by event name',
    BREAKDOWN,
    () => `/api/events/breakdown?by=userName&and=eventName&${fresh()}`,
  )
  await asked.row(
    'breakdown by event name over time',
    BREAKDOWN,
    () => `/api/events/breakdown?by=eventName&buckets=60&${fresh()}`,
  )
  await asked.firstAndAgain('free text, common word: newest 50 and count', text, text, (turn) =>
    pageAndCount(`text=${WORDS[turn % WORDS.length]}&${fresh()}`),
  )
  await asked.firstAndAgain('free text, no match: newest 50 and count', text, text, (turn) =>
    pageAndCount(`text=nowhere-${turn}-${process.pid}`),
  )
  await asked.row(QUESTIONS.byID, oneEvent(count), (turn) => `/api/events/${id(turn)}`)
  return asked.rows
}
