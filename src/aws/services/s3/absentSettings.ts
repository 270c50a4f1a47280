import {
  GetBucketAccelerateConfiguration$,
  GetBucketCors$,
  GetBucketLifecycleConfiguration$,
  GetBucketNotificationConfiguration$,
  GetBucketReplication$,
  GetBucketRequestPayment$,
  GetBucketWebsite$,
  GetObjectLockConfiguration$,
  type GetBucketRequestPaymentOutput,
} from '@aws-sdk/client-s3'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import type { Operation } from '../../operation.ts'
import { bucketOf } from './bucketNames.ts'
import { s3Operation } from './s3Operation.ts'
import type { Named } from './s3Records.ts'

/** What buckets can have and none of the account's has: tools that look at buckets read all of it. */
const without =
  (code: string, message: string) =>
  (input: Named, context: CallContext): never => {
    const { name } = bucketOf(input, context)
    throw new AwsFailure(code, message, 404, { BucketName: name })
  }

const ownerPays = (input: Named, context: CallContext): GetBucketRequestPaymentOutput => {
  bucketOf(input, context)
  return { Payer: 'BucketOwner' }
}

const nothing = (input: Named, context: CallContext): object => {
  bucketOf(input, context)
  return {}
}

export const ABSENT_SETTINGS: readonly Operation[] = [
  s3Operation(
    GetBucketLifecycleConfiguration$,
    without('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'),
    { eventName: 'GetBucketLifecycle', action: 's3:GetLifecycleConfiguration' },
  ),
  s3Operation(GetBucketCors$, without('NoSuchCORSConfiguration', 'The CORS configuration does not exist'), {
    action: 's3:GetBucketCORS',
  }),
  s3Operation(
    GetBucketWebsite$,
    without('NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration'),
  ),
  s3Operation(
    GetBucketReplication$,
    without('ReplicationConfigurationNotFoundError', 'The replication configuration was not found'),
    { action: 's3:GetReplicationConfiguration' },
  ),
  s3Operation(
    GetObjectLockConfiguration$,
    without(
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    ),
    {
      eventName: 'GetBucketObjectLockConfiguration',
      action: 's3:GetBucketObjectLockConfiguration',
    },
  ),
  s3Operation(GetBucketRequestPayment$, ownerPays),
  s3Operation(GetBucketAccelerateConfiguration$, nothing, {
    eventName: 'GetAccelerateConfiguration',
    action: 's3:GetAccelerateConfiguration',
  }),
  s3Operation(GetBucketNotificationConfiguration$, nothing, {
    eventName: 'GetBucketNotification',
    action: 's3:GetBucketNotification',
  }),
]
