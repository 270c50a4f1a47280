import type { TrailState } from './services/cloudtrail/cloudTrailState.ts'

/** What the trails' deliveries tell the operations of CloudTrail. */
export interface Deliveries {
  /** Null if the trail never delivered anything. */
  readonly statusOf: (trail: TrailState) => DeliveryStatus | null
  /** The keys that verify digest files, oldest first. */
  readonly publicKeys: () => readonly PublicKey[]
  /** Why trails cannot deliver to a bucket that is not of this account. Null if all are of this account. */
  readonly checkBucket: ((bucket: string) => Promise<BucketProblem | null>) | null
}

export interface BucketProblem {
  /** As S3 has it: `NoSuchBucket`, `AccessDenied`. */
  readonly code: string
  /** For people. */
  readonly message: string
}

export interface DeliveryStatus {
  readonly logFiles: LatestDelivery
  readonly digests: LatestDelivery
  /** Messages to the trail's topic. */
  readonly notifications: LatestDelivery
  /** Log events to the trail's log group. */
  readonly logEvents: LatestDelivery
}

export interface LatestDelivery {
  /** When one last succeeded. */
  readonly succeededMs: number | null
  /** The code of the last failure, such as `AccessDenied`; null once one has succeeded again. */
  readonly error: string | null
}

/** A public key of a trail's signatures. docs/cloudtrail.md#digest-files */
export interface PublicKey {
  /** PKCS #1 in DER, as Base64. */
  readonly value: string
  readonly fingerprint: string
  /** Signatures were made with it from this moment on, */
  readonly startMs: number
  /** and until this one, exclusive. */
  readonly endMs: number
}

/** Where nothing is delivered. */
export const NO_DELIVERIES: Deliveries = { statusOf: () => null, publicKeys: () => [], checkBucket: null }
