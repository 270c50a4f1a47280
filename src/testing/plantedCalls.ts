import { writeTime } from '../cloudtrail/writeTime.ts'

const DAY_MS = 86_400_000

/** Calls of one API as a test plants them. */
export interface PlantedCalls {
  readonly startMs: number
  readonly calls: number
  /** The time from one call to the next; a second without it. */
  readonly everyMs?: number
  readonly eventName?: string
  readonly eventSource?: string
  readonly awsRegion?: string
  readonly accountId?: string
  readonly readOnly?: boolean
  readonly errorCode?: string | undefined
  readonly user?: string
  readonly userAgent?: string
}

let planted = 0

/** The records of planted calls: by default, of a user who creates instances in one Region. */
export function plantedCalls({
  startMs,
  calls,
  everyMs = 1000,
  eventName = 'RunInstances',
  eventSource = 'ec2.amazonaws.com',
  awsRegion = 'eu-west-3',
  accountId = '111122223333',
  readOnly = false,
  errorCode,
  user = 'mallory',
  userAgent = 'planted/1.0',
}: PlantedCalls): readonly string[] {
  return Array.from({ length: calls }, (_, index) =>
    JSON.stringify({
      eventVersion: '1.11',
      userIdentity: {
        type: 'IAMUser',
        arn: `arn:aws:iam::${accountId}:user/${user}`,
        accountId,
        userName: user,
      },
      eventTime: writeTime(startMs + index * everyMs),
      eventSource,
      eventName,
      awsRegion,
      sourceIPAddress: '192.0.2.1',
      userAgent,
      ...(errorCode && { errorCode }),
      requestParameters: null,
      responseElements: null,
      eventID: `planted-${planted++}`,
      readOnly,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: accountId,
      eventCategory: 'Management',
    }),
  )
}

/** One call at noon of each of some days that end at a midnight, so that there is something to learn from. */
export const quietDays = (
  days: number,
  midnightMs: number,
  others: Partial<PlantedCalls> = {},
): readonly string[] =>
  Array.from({ length: days }, (_, index) =>
    plantedCalls({ calls: 1, ...others, startMs: midnightMs - (index + 0.5) * DAY_MS }),
  ).flat()
