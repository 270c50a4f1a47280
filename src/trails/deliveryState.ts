import type { DeliveryStatus } from '../aws/deliveries.ts'

/** How far the deliveries are. JSON, saved after each step. */
export interface DeliveryState {
  /** The simulated events before this moment were taken. */
  takenMs: number
  /** The eventID of the last call that was taken. */
  lastCall: string | null
  /** What was decided and is not yet where it belongs, in the order in which it was decided. */
  waiting: readonly OutgoingFile[]
  /** By the ARN of the trail and the Region. */
  readonly chains: Record<string, DigestChain>
  /** By `statusName`. */
  readonly statuses: Record<string, DeliveryStatus>
}

/** A file for the bucket of a trail. Its bytes are in the spool. */
export interface OutgoingFile {
  /** Of its bytes in the spool. */
  readonly id: string
  readonly trailArn: string
  /** When its trail logged first. */
  readonly firstStartMs: number | null
  readonly region: string
  readonly bucket: string
  readonly key: string
  readonly kmsKeyId: string | null
  readonly metadata: Readonly<Record<string, string>>
  /** What a digest file says of it; null for a digest file. */
  readonly content: LoggedContent | null
  /** When it was decided. */
  readonly decidedMs: number
  /** What has still to be done with it. */
  readonly steps: readonly DeliveryStep[]
}

/** `log`: to CloudWatch Logs; `put`: into the bucket; `notify`: a message to the topic. */
export type DeliveryStep = 'log' | 'put' | 'notify'

export interface LoggedContent {
  readonly sha256: string
  /** ISO 8601, as in the records. */
  readonly newestEventTime: string
  readonly oldestEventTime: string
}

/** A log file that was put into its bucket. */
export interface DeliveredFile extends LoggedContent {
  readonly bucket: string
  readonly key: string
  readonly deliveredMs: number
}

/** The digest files of a trail for one Region. */
export interface DigestChain {
  readonly trailArn: string
  readonly region: string
  /** Where the next digest begins. */
  startMs: number
  /** Null before the first. */
  previous: SignedDigest | null
  /** The last of those that were written long after their time; null before the first. */
  previousBackfill: SignedDigest | null
  /** Log files that no digest file names yet. */
  files: readonly DeliveredFile[]
}

/** What the next digest file says of the one before it. */
export interface SignedDigest {
  readonly bucket: string
  readonly key: string
  readonly sha256: string
  readonly signature: string
}

/** A trail that has the name of a deleted one has a status of its own. */
export const statusName = ({
  trailArn,
  firstStartMs,
}: Pick<OutgoingFile, 'trailArn' | 'firstStartMs'>): string => `${trailArn} ${firstStartMs}`

export const newDeliveryState = (nowMs: number): DeliveryState => ({
  takenMs: nowMs,
  lastCall: null,
  waiting: [],
  chains: {},
  statuses: {},
})
