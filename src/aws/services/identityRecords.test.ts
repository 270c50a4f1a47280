import { describe, expect, it } from 'vitest'
import { entriesFor, hasRealRecords, realCallsOf, shapeDifferences } from '../../testing/recordShapes.ts'
import { identityCalls } from '../../testing/identityCalls.ts'

/** Members of real records that ours do not have, and why. */
const MISSING: Readonly<Record<string, string>> = {
  'CreateRole resources': 'a record of 2014, which later ones are unlike',
}

/** Members of ours that no real record in the data has, and why. */
const ADDED: Readonly<Record<string, string>> = {
  'CreateUser requestParameters.permissionsBoundary': 'no record has one; as CreateRole has it',
  'CreateUser responseElements.user.permissionsBoundary': 'no record has one; as CreateRole has it',
  'CreateRole requestParameters.description': 'no record was given one',
  'AssumeRole requestParameters.policyArns': 'no record was given any',
  'AssumeRole requestParameters.externalId': 'no record has one; as the reference has it',
  'AddUserToGroup readOnly': 'the only record is of a version before it',
  'GetUserPolicy readOnly': 'the only record is of a version before it',
}

const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' }],
})
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: '*',
      Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    },
  ],
})
const Tags = [{ Key: 'Department', Value: 'tracking' }]
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess'

/** The records of calls of every operation that the data has as well, with all members. */
async function ourRecords() {
  const test = identityCalls()
  const { accountId } = test.account
  const user = { UserName: 'mara' }
  const role = { RoleName: 'operator' }
  const made = { PolicyArn: `arn:aws:iam::${accountId}:policy/look` }
  const RoleArn = `arn:aws:iam::${accountId}:role/operator`
  const calls: readonly (readonly [string, object])[] = [
    ['CreateUser', { ...user, Path: '/', Tags, PermissionsBoundary: ADMIN }],
    ['GetUser', user],
    ['ListUsers', {}],
    ['CreateGroup', { GroupName: 'admins' }],
    ['AddUserToGroup', { GroupName: 'admins', ...user }],
    ['ListGroupsForUser', user],
    ['RemoveUserFromGroup', { GroupName: 'admins', ...user }],
    ['CreateAccessKey', user],
    ['ListAccessKeys', user],
    ['CreateLoginProfile', { ...user, Password: 'correct horse', PasswordResetRequired: false }],
    ['GetLoginProfile', user],
    ['DeleteLoginProfile', user],
    ['CreatePolicy', { PolicyName: 'look', Path: '/', Description: 'd', PolicyDocument: POLICY, Tags }],
    ['GetPolicy', made],
    ['GetPolicyVersion', { ...made, VersionId: 'v1' }],
    ['ListPolicyVersions', made],
    ['AttachUserPolicy', { ...user, ...made }],
    ['ListEntitiesForPolicy', made],
    ['ListAttachedUserPolicies', user],
    ['DetachUserPolicy', { ...user, ...made }],
    ['PutUserPolicy', { ...user, PolicyName: 'own', PolicyDocument: POLICY }],
    ['GetUserPolicy', { ...user, PolicyName: 'own' }],
    ['ListUserPolicies', user],
    ['DeleteUserPolicy', { ...user, PolicyName: 'own' }],
    [
      'CreateRole',
      {
        ...role,
        Path: '/',
        AssumeRolePolicyDocument: TRUST,
        Description: 'd',
        MaxSessionDuration: 3600,
        Tags,
        PermissionsBoundary: ADMIN,
      },
    ],
    ['GetRole', role],
    ['ListRoles', {}],
    ['UpdateAssumeRolePolicy', { ...role, PolicyDocument: TRUST }],
    ['AttachRolePolicy', { ...role, ...made }],
    ['ListAttachedRolePolicies', role],
    ['DetachRolePolicy', { ...role, ...made }],
    ['PutRolePolicy', { ...role, PolicyName: 'own', PolicyDocument: POLICY }],
    ['GetRolePolicy', { ...role, PolicyName: 'own' }],
    ['ListRolePolicies', role],
    ['DeleteRolePolicy', { ...role, PolicyName: 'own' }],
    ['GetAccountSummary', {}],
    ['DeletePolicy', made],
  ]
  const records = []
  for (const [name, input] of calls) records.push((await test.call('iam', name, input)).record)
  const { record: created } = records
    .map((record) => ({ record }))
    .find(({ record }) => record.eventName === 'CreateAccessKey')!
  const AccessKeyId = (created.responseElements!['accessKey'] as { accessKeyId: string }).accessKeyId
  for (const [name, input] of [
    ['DeleteAccessKey', { ...user, AccessKeyId }],
    ['DeleteUser', user],
  ] as const)
    records.push((await test.call('iam', name, input)).record)
  const first = await test.call('sts', 'AssumeRole', {
    RoleArn,
    RoleSessionName: 'mara',
    SourceIdentity: 'mara',
    DurationSeconds: 900,
    Tags,
    TransitiveTagKeys: ['Department'],
    ExternalId: 'ticket',
    Policy: POLICY,
    PolicyArns: [{ arn: ADMIN }],
    SerialNumber: `arn:aws:iam::${accountId}:mfa/learner`,
    TokenCode: '123456',
  })
  records.push(first.record)
  const session = test.issuedTo(first)
  records.push((await test.callAs(session, 'sts', 'AssumeRole', { RoleArn, RoleSessionName: 'mara' })).record)
  records.push((await test.call('sts', 'GetCallerIdentity')).record)
  records.push((await test.call('sts', 'GetFederationToken', { Name: 'mara', Policy: POLICY })).record)
  records.push((await test.call('iam', 'DeleteRole', role)).record)
  return records
}

describe.skipIf(!hasRealRecords)('records of IAM and STS (skipped where ../shared/data is not)', () => {
  it('have the members of real ones, but for those that are listed with a reason', async () => {
    const records = await ourRecords()
    expect(records.filter(({ errorCode }) => errorCode !== undefined)).toEqual([])
    const real = new Map([...realCallsOf('iam.amazonaws.com'), ...realCallsOf('sts.amazonaws.com')])
    const { missing, added, compared } = shapeDifferences(records, real)
    // Every member that differs is listed, and every listed one still differs.
    expect(entriesFor(missing, MISSING)).toEqual(new Set(Object.keys(MISSING)))
    expect(entriesFor(added, ADDED)).toEqual(new Set(Object.keys(ADDED)))
    expect(compared.size).toBeGreaterThan(30)
  })
})
