import { Chance } from '../../account/chance.ts'
import type { MatchableEvent } from '../../filter/matches.ts'
import { readEvent } from '../storeOf.ts'

/** A small log file: the store adds it completely or not at all. */
export interface Batch {
  readonly name: string
  readonly events: readonly MatchableEvent[]
}

const FIRST_MS = Date.parse('2026-03-01T00:00:00Z')
const DAY_MS = 86_400_000

const NAMES = ['RunInstances', 'GetObject', 'AssumeRole', 'PutObject', 'DeleteTrail', 'ListBuckets']
const USERS = ['alice', 'bob', 'carol', 'deploy', 'Müller']
const BUCKETS = ['logs', 'photos', 'backups']

/** The path in the record that names its batch. */
export const BATCH_PATH = 'requestParameters.batch'

/**
 * Few words, so that every filter finds something; times of a month, so that later batches lie
 * between earlier ones.
 */
export function makeBatch(name: string, seed: number): Batch {
  const chance = new Chance(seed, name)
  const texts = Array.from({ length: chance.int(1, 12) }, (_, index) =>
    JSON.stringify({
      eventVersion: '1.08',
      userIdentity: { type: 'IAMUser', userName: chance.pick(USERS), accountId: '111122223333' },
      eventTime: new Date(FIRST_MS + chance.int(0, 30 * DAY_MS)).toISOString(),
      eventSource: 's3.amazonaws.com',
      eventName: chance.pick(NAMES),
      awsRegion: chance.pick(['eu-west-1', 'us-east-1']),
      sourceIPAddress: `10.${chance.int(0, 3)}.0.${chance.int(1, 9)}`,
      ...(chance.happens(0.2) && { errorCode: chance.pick(['AccessDenied', 'NoSuchKey']) }),
      requestParameters: { batch: name, ...(chance.happens(0.7) && { bucketName: chance.pick(BUCKETS) }) },
      eventID: `${name}.${index}`,
      recipientAccountId: '111122223333',
    }),
  )
  return { name, events: texts.map(readEvent) }
}

/**
 * Filters as in an address: none, columns, times, paths, words, notes, and some of them together.
 */
export const FILTERS: readonly string[] = [
  '',
  '',
  'startTime=2026-03-05T00:00:00Z',
  'endTime=2026-03-20T00:00:00Z',
  'startTime=2026-03-05T00:00:00Z&endTime=2026-03-20T00:00:00Z',
  'errorCode=',
  'errorCode!=',
  'eventName=GetObject',
  'eventName!=GetObject',
  'userName=alice&userName=M%C3%BCller',
  'sourceIPAddress=10.1.0.0/16',
  'requestParameters.bucketName=logs',
  'requestParameters.bucketName=',
  'requestParameters.bucketName!=',
  'text=photos',
  'text=accessdenied&errorCode!=',
  'tag=seen',
  'tag!=seen',
  'tag=',
  'starred=true&errorCode=',
]

export const VALUE_FIELDS: readonly string[] = [
  'userName',
  'errorCode',
  'requestParameters.bucketName',
  'tag',
  'starred',
]
