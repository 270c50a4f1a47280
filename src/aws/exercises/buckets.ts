import { HOME_REGION } from '../../account/resources.ts'
import { freeName, latestName, resourcesOf, type Exercise, type Scene } from './exercise.ts'

const KEY = 'hello.txt'

const NO_BUCKET = 'There is no bucket of yours. Create one first.'

const baseOf = ({ account }: Scene): string => `learner-photos-${account.accountId}`

const bucketNames = (scene: Scene): readonly string[] =>
  resourcesOf(scene, 's3', 'bucket').map(({ id }) => id)

const ownBucket = (scene: Scene): string | null => latestName(baseOf(scene), bucketNames(scene))

function ownObject(scene: Scene): object | string {
  const bucket = ownBucket(scene)
  if (bucket === null) return NO_BUCKET
  const hasObject = (scene.state.s3.buckets[bucket]?.objects.at(KEY) ?? null) !== null
  return hasObject ? { Bucket: bucket, Key: KEY } : `${bucket} has no object ${KEY}. Put one first.`
}

/** The input of CreateBucket in the home Region. */
export const bucketToCreate = (name: string): object => ({
  Bucket: name,
  CreateBucketConfiguration: { LocationConstraint: HOME_REGION },
})

export const putObject: Exercise = {
  id: 'put-object',
  title: 'Put an object into an S3 bucket',
  summary: 'Calls on a bucket are management events. Calls on its objects are data events.',
  steps: [
    {
      id: 'create-bucket',
      title: 'Create a bucket',
      description: 'A management event: it is in the event history.',
      service: 's3',
      operation: 'CreateBucket',
      input: (scene) => bucketToCreate(freeName(baseOf(scene), bucketNames(scene))),
    },
    {
      id: 'put',
      title: 'Put an object',
      description:
        'A data event. The event history of AWS never shows it; only a trail or an event data store that selects data events has it. Here it is one filter away: Event category = Data.',
      service: 's3',
      operation: 'PutObject',
      input: (scene) => {
        const bucket = ownBucket(scene)
        if (bucket === null) return NO_BUCKET
        return {
          Bucket: bucket,
          Key: KEY,
          Body: new TextEncoder().encode('Hello, CloudTrail!'),
          ContentType: 'text/plain',
        }
      },
    },
    {
      id: 'get',
      title: 'Read the object',
      description: 'Also a data event, and read-only. The object’s content is never recorded.',
      service: 's3',
      operation: 'GetObject',
      input: ownObject,
    },
    {
      id: 'delete-object',
      title: 'Delete the object',
      description: 'A data event. A bucket can be deleted only when it is empty.',
      service: 's3',
      operation: 'DeleteObject',
      input: ownObject,
    },
    {
      id: 'delete-bucket',
      title: 'Delete the bucket',
      description:
        'While there is an object in it, this fails with BucketNotEmpty. Failed calls are events too.',
      service: 's3',
      operation: 'DeleteBucket',
      input: (scene) => {
        const bucket = ownBucket(scene)
        return bucket === null ? NO_BUCKET : { Bucket: bucket }
      },
    },
  ],
}
