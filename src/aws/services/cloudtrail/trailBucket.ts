import { InvalidS3BucketNameException$, S3BucketDoesNotExistException$ } from '@aws-sdk/client-cloudtrail'
import type { CallContext } from '../../callContext.ts'
import type { TrailSettings } from './cloudTrailState.ts'
import { failed } from './failed.ts'

/** Throws if a trail could not deliver its log files to the bucket. */
export function checkTrailBucket({ s3BucketName: name }: TrailSettings, { state }: CallContext): void {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || /\.\.|\.-|-\./.test(name))
    throw failed(InvalidS3BucketNameException$, `The S3 bucket name ${JSON.stringify(name)} is not valid.`)
  if (!Object.hasOwn(state.s3.buckets, name))
    throw failed(S3BucketDoesNotExistException$, `S3 bucket ${name} does not exist!`)
}
