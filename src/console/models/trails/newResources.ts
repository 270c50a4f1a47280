import { CallFailure, makeCall, type AwsCall } from '../queries/callAccount.ts'
import { changed } from './changed.ts'
import { FieldFailure, type NewOrExisting, type TrailAttributes, type TrailField } from './trailForm.ts'
import {
  bucketPolicy,
  keyPolicy,
  logGroupPolicy,
  ROLE_TRUST,
  topicPolicy,
  type TrailPlace,
} from './trailPolicies.ts'

/** Calls that delete what was created, in the order in which it was created. */
export type Undo = AwsCall[]

/** Does something by several calls. If one fails, what was created before is deleted again. */
export async function allOrNothing(act: (undo: Undo) => Promise<void>): Promise<void> {
  const undo: Undo = []
  try {
    await act(undo)
  } catch (error) {
    for (const call of undo.toReversed()) await makeCall(call).catch(keepsWhatStays)
    throw error
  }
}

/** A bucket with files stays. The first failure is the one to tell. */
function keepsWhatStays(error: unknown): void {
  if (!(error instanceof CallFailure)) throw error
}

/**
 * Creates what is new of a trail’s attributes, with the policies that CloudTrail needs. Resolves to
 * the attributes with what exists then.
 */
export async function createResources(
  attributes: TrailAttributes,
  place: TrailPlace,
  undo: Undo,
): Promise<TrailAttributes> {
  const { isNewBucket, isEncrypted, kmsKey, hasTopic, topic, hasLogGroup, logGroup, role } = attributes
  if (isNewBucket) await createBucket(attributes, place, undo)
  const created = async (
    isUsed: boolean,
    chosen: NewOrExisting,
    field: TrailField,
    create: (name: string) => Promise<string>,
  ): Promise<NewOrExisting> =>
    isUsed && chosen.isNew
      ? { ...chosen, isNew: false, existing: await inField(field, create(chosen.newName.trim())) }
      : chosen
  const newGroup = await created(hasLogGroup, logGroup, 'logGroup', (name) =>
    createLogGroup(name, place, undo),
  )
  return {
    ...attributes,
    kmsKey: await created(isEncrypted, kmsKey, 'kmsKey', (name) => createKey(name, attributes, place, undo)),
    topic: await created(hasTopic, topic, 'topic', (name) => createTopic(name, attributes, place, undo)),
    logGroup: newGroup,
    role: await created(hasLogGroup, role, 'role', (name) =>
      createRole(name, newGroup.existing.trim(), place, undo),
    ),
  }
}

async function inField<Output>(field: TrailField, done: Promise<Output>): Promise<Output> {
  try {
    return await done
  } catch (error) {
    throw error instanceof CallFailure ? new FieldFailure(field, error) : error
  }
}

const callsOf =
  (service: string, region: string) =>
  (operation: string, input: Readonly<Record<string, unknown>>): AwsCall => ({
    region,
    service,
    operation,
    input,
  })

async function createBucket(attributes: TrailAttributes, place: TrailPlace, undo: Undo): Promise<void> {
  const { region } = place
  const Bucket = attributes.bucket.trim()
  // The one Region that S3 does not take as a constraint.
  const constraint =
    region === 'us-east-1' ? {} : { CreateBucketConfiguration: { LocationConstraint: region } }
  const s3 = callsOf('s3', region)
  await changed(s3('CreateBucket', { Bucket, ...constraint }))
  undo.push(s3('DeleteBucket', { Bucket }))
  await changed(s3('PutBucketPolicy', { Bucket, Policy: bucketPolicy(attributes, place) }))
}

/** A key with an alias. Resolves to its ARN. */
async function createKey(
  alias: string,
  attributes: TrailAttributes,
  place: TrailPlace,
  undo: Undo,
): Promise<string> {
  const { region } = place
  const kms = callsOf('kms', region)
  const { KeyMetadata } = await changed<{ readonly KeyMetadata: { readonly Arn: string } }>(
    kms('CreateKey', { Policy: keyPolicy(attributes, place) }),
  )
  const KeyId = KeyMetadata.Arn
  undo.push(kms('ScheduleKeyDeletion', { KeyId, PendingWindowInDays: 7 }))
  const AliasName = alias.startsWith('alias/') ? alias : `alias/${alias}`
  await changed(kms('CreateAlias', { AliasName, TargetKeyId: KeyId }))
  undo.push(kms('DeleteAlias', { AliasName }))
  return KeyId
}

/** Resolves to its ARN. */
async function createTopic(
  Name: string,
  attributes: TrailAttributes,
  place: TrailPlace,
  undo: Undo,
): Promise<string> {
  const { accountId, region } = place
  const sns = callsOf('sns', region)
  // With another policy, SNS refuses the name of a topic that exists, instead of answering that topic.
  const Policy = topicPolicy(`arn:aws:sns:${region}:${accountId}:${Name}`, attributes, place)
  const { TopicArn } = await changed<{ readonly TopicArn: string }>(
    sns('CreateTopic', { Name, Attributes: { Policy } }),
  )
  undo.push(sns('DeleteTopic', { TopicArn }))
  return TopicArn
}

/** Resolves to its ARN, which ends in `:*`. */
async function createLogGroup(
  logGroupName: string,
  { accountId, region }: TrailPlace,
  undo: Undo,
): Promise<string> {
  const logs = callsOf('logs', region)
  await changed(logs('CreateLogGroup', { logGroupName }))
  undo.push(logs('DeleteLogGroup', { logGroupName }))
  return `arn:aws:logs:${region}:${accountId}:log-group:${logGroupName}:*`
}

/** A role that CloudTrail assumes to write to a log group. Resolves to its ARN. */
async function createRole(
  RoleName: string,
  logGroupArn: string,
  place: TrailPlace,
  undo: Undo,
): Promise<string> {
  const iam = callsOf('iam', 'us-east-1')
  const { Role } = await changed<{ readonly Role: { readonly Arn: string } }>(
    iam('CreateRole', { RoleName, Path: '/service-role/', AssumeRolePolicyDocument: ROLE_TRUST }),
  )
  undo.push(iam('DeleteRole', { RoleName }))
  const PolicyName = 'CloudTrailWritesToLogGroup'
  await changed(
    iam('PutRolePolicy', { RoleName, PolicyName, PolicyDocument: logGroupPolicy(logGroupArn, place) }),
  )
  undo.push(iam('DeleteRolePolicy', { RoleName, PolicyName }))
  return Role.Arn
}
