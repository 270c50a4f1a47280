import type { Grant as ApiGrant, Owner } from '@aws-sdk/client-s3'
import { Chance } from '../../../account/chance.ts'
import type { SimulatedAccount } from '../../../account/simulatedAccount.ts'
import { entryOf } from '../../entries.ts'
import { AwsFailure } from '../../failure.ts'
import { FULL_CONTROL, OWNER, type Bucket, type Grant } from './s3State.ts'

const ALL_USERS = 'http://acs.amazonaws.com/groups/global/AllUsers'
const AUTHENTICATED = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers'
const LOG_DELIVERY = 'http://acs.amazonaws.com/groups/s3/LogDelivery'

/** The account as S3 names it: by its canonical user ID. */
export const ownerOf = ({ seed }: SimulatedAccount): Owner => ({
  ID: new Chance(seed, 'canonical user ID').hex(64),
})

export function apiGrants(grants: readonly Grant[], account: SimulatedAccount): ApiGrant[] {
  return grants.map(({ grantee, permission }) => ({
    Grantee:
      grantee === OWNER ? { ...ownerOf(account), Type: 'CanonicalUser' } : { URI: grantee, Type: 'Group' },
    Permission: permission,
  }))
}

/** What a canned ACL grants beside the owner's full control. */
const CANNED: Readonly<Record<string, readonly Grant[]>> = {
  private: [],
  'public-read': [{ grantee: ALL_USERS, permission: 'READ' }],
  'public-read-write': [
    { grantee: ALL_USERS, permission: 'READ' },
    { grantee: ALL_USERS, permission: 'WRITE' },
  ],
  'authenticated-read': [{ grantee: AUTHENTICATED, permission: 'READ' }],
  'log-delivery-write': [
    { grantee: LOG_DELIVERY, permission: 'WRITE' },
    { grantee: LOG_DELIVERY, permission: 'READ_ACP' },
  ],
  'aws-exec-read': [],
  'bucket-owner-read': [],
  'bucket-owner-full-control': [],
}

/** The grants of a canned ACL for the bucket or an object in it, if the bucket allows them. */
export function grantsOf(bucket: Bucket, acl: string | undefined): readonly Grant[] {
  if (acl === undefined || acl === 'bucket-owner-full-control') return FULL_CONTROL
  const granted = entryOf(CANNED, acl)
  if (granted === undefined)
    throw new AwsFailure('InvalidArgument', '', 400, { ArgumentName: 'x-amz-acl', ArgumentValue: acl })
  return allowed(bucket, [...FULL_CONTROL, ...granted])
}

/** The grants, if the bucket uses ACLs and may be opened to everybody. */
export function allowed(bucket: Bucket, grants: readonly Grant[]): readonly Grant[] {
  if (bucket.ownership === 'BucketOwnerEnforced')
    throw new AwsFailure('AccessControlListNotSupported', 'The bucket does not allow ACLs')
  const isPublic = grants.some(({ grantee }) => grantee === ALL_USERS || grantee === AUTHENTICATED)
  if (isPublic && bucket.publicAccess?.blockPublicAcls === true)
    throw new AwsFailure('AccessDenied', 'Access Denied', 403)
  return grants
}

/** The grants of an XML access control policy. */
export function givenGrants(
  bucket: Bucket,
  given: readonly ApiGrant[],
  account: SimulatedAccount,
): readonly Grant[] {
  const owner = ownerOf(account).ID
  const grants = given.map(({ Grantee, Permission }): Grant => {
    const grantee = Grantee?.ID === owner ? OWNER : Grantee?.URI
    if (grantee === undefined || Permission === undefined)
      throw new AwsFailure('InvalidArgument', 'Invalid id', 400, {
        ArgumentName: 'CanonicalUser/ID',
        ArgumentValue: Grantee?.ID ?? '',
      })
    return { grantee, permission: Permission }
  })
  return allowed(bucket, grants)
}
