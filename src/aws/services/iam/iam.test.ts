import { describe, expect, it } from 'vitest'
import { identityCalls } from '../../../testing/identityCalls.ts'

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const DOCUMENT = policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' })
const TRUST = policy({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
})
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess'

function iamForTest() {
  const calls = identityCalls()
  const run = async (name: string, input: object = {}) => (await calls.call('iam', name, input)).output
  /** The code and message of a call that fails. */
  const fail = async (name: string, input: object = {}) => {
    const { record } = await calls.call('iam', name, input)
    expect(record.responseElements).toBeNull()
    return `${record.errorCode}: ${record.errorMessage}`
  }
  return { ...calls, run, fail }
}

describe('users', () => {
  it('are created, found, renamed with what is theirs, and deleted once nothing is left', async () => {
    const { account, run, fail, state } = iamForTest()
    const created = await run('CreateUser', {
      UserName: 'mara',
      Path: '/team/',
      Tags: [{ Key: 'team', Value: 'tracking' }],
    })
    const arn = `arn:aws:iam::${account.accountId}:user/team/mara`
    expect(created).toMatchObject({
      User: {
        // In whole seconds.
        CreateDate: new Date('2026-02-03T22:15:36Z'),
        UserName: 'mara',
        Path: '/team/',
        Arn: arn,
        Tags: [{ Key: 'team', Value: 'tracking' }],
      },
    })
    expect(await run('GetUser', { UserName: 'mara' })).toEqual(created)
    const key = (await run('CreateAccessKey', { UserName: 'mara' }))['AccessKey'] as { AccessKeyId: string }
    await run('CreateGroup', { GroupName: 'operators' })
    await run('AddUserToGroup', { GroupName: 'operators', UserName: 'mara' })
    await run('UpdateUser', { UserName: 'mara', NewUserName: 'mara.k', NewPath: '/' })
    const renamed = { UserName: 'mara.k' }
    expect(await fail('GetUser', { UserName: 'mara' })).toBe(
      'NoSuchEntityException: The user with name mara cannot be found.',
    )
    expect(await run('ListAccessKeys', renamed)).toMatchObject({
      AccessKeyMetadata: [{ AccessKeyId: key.AccessKeyId, UserName: 'mara.k', Status: 'Active' }],
    })
    expect(await run('ListGroupsForUser', renamed)).toMatchObject({ Groups: [{ GroupName: 'operators' }] })
    await run('CreateLoginProfile', { ...renamed, Password: 'correct horse' })
    await run('AttachUserPolicy', { ...renamed, PolicyArn: ADMIN })
    await run('PutUserPolicy', { ...renamed, PolicyName: 'own', PolicyDocument: DOCUMENT })
    const conflicts: readonly (readonly [string, string, object])[] = [
      ['delete login profile', 'DeleteLoginProfile', renamed],
      ['delete access keys', 'DeleteAccessKey', { ...renamed, AccessKeyId: key.AccessKeyId }],
      ['detach all policies', 'DetachUserPolicy', { ...renamed, PolicyArn: ADMIN }],
      ['delete policies', 'DeleteUserPolicy', { ...renamed, PolicyName: 'own' }],
      ['remove users from group', 'RemoveUserFromGroup', { ...renamed, GroupName: 'operators' }],
    ]
    for (const [what, name, input] of conflicts) {
      expect(await fail('DeleteUser', renamed)).toBe(
        `DeleteConflictException: Cannot delete entity, must ${what} first.`,
      )
      await run(name, input)
    }
    await run('DeleteUser', renamed)
    expect(state.iam.users).not.toHaveProperty(['mara.k'])
  })

  it('have names that are unique in any case, and of letters and few signs', async () => {
    const { run, fail, state } = iamForTest()
    await run('CreateUser', { UserName: 'Mara' })
    expect(await fail('CreateUser', { UserName: 'mara' })).toBe(
      'EntityAlreadyExistsException: User with name mara already exists.',
    )
    expect(await fail('CreateUser', { UserName: 'ma ra' })).toBe(
      'ValidationError: The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    )
    expect(await fail('CreateUser', { UserName: 'm'.repeat(65) })).toMatch(
      /'userName' failed to satisfy constraint: Member must have length less than or equal to 64$/,
    )
    expect(await fail('CreateUser', { UserName: 'x', Path: 'team' })).toMatch(
      /^ValidationError: The specified value for path/,
    )
    for (const UserName of ['constructor', '__proto__']) {
      expect(await fail('GetUser', { UserName })).toMatch(/^NoSuchEntityException/)
      await run('CreateUser', { UserName })
      expect(await run('GetUser', { UserName })).toMatchObject({ User: { UserName } })
    }
    expect(Object.keys(JSON.parse(JSON.stringify(state.iam.users)) as object)).toContain('__proto__')
  })

  it('are the caller without a name, which a role has to give', async () => {
    const { run, call, callAs, issuedTo, account } = iamForTest()
    expect(await run('GetUser')).toMatchObject({ User: { UserName: 'learner' } })
    const role = account.resources.roles['prod-operator']!
    const session = issuedTo(await call('sts', 'AssumeRole', { RoleArn: role.arn, RoleSessionName: 'mara' }))
    const { record } = await callAs(session, 'iam', 'GetUser')
    // A power user may not read IAM; an administrator has to say whom.
    expect(record.errorCode).toBe('AccessDenied')
    await run('AttachRolePolicy', { RoleName: role.name, PolicyArn: ADMIN })
    expect((await callAs(session, 'iam', 'GetUser')).record.errorMessage).toBe(
      'Must specify userName when calling with non-User credentials',
    )
  })

  it('are listed in pages that nothing is left out of when users come and go', async () => {
    const { run, fail, state } = iamForTest()
    const names: string[] = []
    let Marker: string | undefined
    do {
      const page = await run('ListUsers', { MaxItems: 2, ...(Marker && { Marker }) })
      names.push(...(page['Users'] as { UserName: string }[]).map(({ UserName }) => UserName))
      expect(page['IsTruncated']).toBe(page['Marker'] !== undefined)
      Marker = page['Marker'] as string | undefined
      if (names.length === 2) delete state.iam.users[names[0]!]
    } while (Marker !== undefined)
    expect(names.slice(1)).toEqual(Object.keys(state.iam.users).toSorted())
    expect(await fail('ListUsers', { Marker: 'x' })).toBe('ValidationError: Invalid Marker.')
    expect(await fail('ListUsers', { MaxItems: 0 })).toMatch(/value greater than or equal to 1$/)
    expect(await run('ListUsers', { PathPrefix: '/none/' })).toEqual({ Users: [], IsTruncated: false })
  })
})

describe('access keys', () => {
  it('are two at most, have no secret in the record, and work until they are inactive or deleted', async () => {
    const { call, fail, run, signer } = iamForTest()
    await run('CreateUser', { UserName: 'app' })
    const { output, record } = await call('iam', 'CreateAccessKey', { UserName: 'app' })
    const key = output['AccessKey'] as { AccessKeyId: string; SecretAccessKey: string }
    expect(record).toMatchObject({ awsRegion: 'us-east-1', readOnly: false })
    expect(record.responseElements).toEqual({
      accessKey: {
        userName: 'app',
        accessKeyId: key.AccessKeyId,
        status: 'Active',
        createDate: expect.any(String) as string,
      },
    })
    expect(JSON.stringify(record)).not.toContain(key.SecretAccessKey)
    await run('CreateAccessKey', { UserName: 'app' })
    expect(await fail('CreateAccessKey', { UserName: 'app' })).toBe(
      'LimitExceededException: Cannot exceed quota for AccessKeysPerUser: 2',
    )
    const one = { UserName: 'app', AccessKeyId: key.AccessKeyId }
    expect(signer(key.AccessKeyId)).toMatchObject({ userName: 'app' })
    await run('UpdateAccessKey', { ...one, Status: 'Inactive' })
    expect(signer(key.AccessKeyId)).toEqual({ refused: 'unknown key' })
    await run('UpdateAccessKey', { ...one, Status: 'Active' })
    expect(signer(key.AccessKeyId)).toMatchObject({ userName: 'app' })
    expect(await fail('DeleteAccessKey', { ...one, UserName: 'learner' })).toBe(
      `NoSuchEntityException: The Access Key with id ${key.AccessKeyId} cannot be found.`,
    )
    await run('DeleteAccessKey', one)
    expect(signer(key.AccessKeyId)).toEqual({ refused: 'unknown key' })
    expect(await fail('UpdateAccessKey', { ...one, Status: 'Off' })).toMatch(/enum value set/)
  })

  it('were last used when the event data store says', async () => {
    const { run, account, found } = iamForTest()
    const AccessKeyId = account.resources.users.backup.keyId
    expect(await run('GetAccessKeyLastUsed', { AccessKeyId })).toEqual({
      UserName: 'onprem-backup',
      AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
    })
    const eventTimeMs = Date.UTC(2026, 1, 2)
    found.events.push({ eventTimeMs, eventSource: 's3.amazonaws.com', record: '{"awsRegion":"us-west-2"}' })
    expect(await run('GetAccessKeyLastUsed', { AccessKeyId })).toMatchObject({
      AccessKeyLastUsed: { ServiceName: 's3', Region: 'us-west-2', LastUsedDate: new Date(eventTimeMs) },
    })
  })
})

describe('login profiles', () => {
  it('have no password in the record, and none is kept', async () => {
    const { call, fail, state } = iamForTest()
    const { record } = await call('iam', 'CreateLoginProfile', {
      UserName: 'learner',
      Password: 'correct horse',
      PasswordResetRequired: true,
    })
    expect(record.requestParameters).toEqual({ userName: 'learner', passwordResetRequired: true })
    expect(record.responseElements).toMatchObject({ loginProfile: { passwordResetRequired: true } })
    expect(JSON.stringify([record, state])).not.toContain('correct horse')
    expect(await fail('CreateLoginProfile', { UserName: 'learner', Password: 'another horse' })).toBe(
      'EntityAlreadyExistsException: Login Profile for user learner already exists.',
    )
    expect(await fail('GetLoginProfile', { UserName: 'onprem-backup' })).toBe(
      'NoSuchEntityException: Login Profile for User onprem-backup cannot be found.',
    )
    expect(await fail('CreateLoginProfile', { UserName: 'onprem-backup', Password: 'short' })).toMatch(
      /^PasswordPolicyViolationException/,
    )
  })
})

it('MFA devices are those of people', async () => {
  const { account, run } = iamForTest()
  const SerialNumber = `arn:aws:iam::${account.accountId}:mfa/learner`
  expect(await run('ListMFADevices')).toMatchObject({ MFADevices: [{ UserName: 'learner', SerialNumber }] })
  expect(await run('ListMFADevices', { UserName: 'onprem-backup' })).toMatchObject({ MFADevices: [] })
})

describe('roles', () => {
  it('are created with a trust policy, changed, and deleted once they have no policies', async () => {
    const { run, fail, call } = iamForTest()
    const { record } = await call('iam', 'CreateRole', {
      RoleName: 'worker',
      AssumeRolePolicyDocument: TRUST,
      Description: 'Works',
      MaxSessionDuration: 7200,
    })
    expect(record.requestParameters).toMatchObject({ assumeRolePolicyDocument: TRUST })
    expect(record.responseElements).toMatchObject({
      role: { roleName: 'worker', assumeRolePolicyDocument: encodeURIComponent(TRUST) },
    })
    expect(await run('GetRole', { RoleName: 'worker' })).toMatchObject({
      Role: { Description: 'Works', MaxSessionDuration: 7200 },
    })
    await run('AttachRolePolicy', { RoleName: 'worker', PolicyArn: ADMIN })
    expect(await fail('DeleteRole', { RoleName: 'worker' })).toBe(
      'DeleteConflictException: Cannot delete entity, must detach all policies first.',
    )
    await run('DetachRolePolicy', { RoleName: 'worker', PolicyArn: ADMIN })
    await run('DeleteRole', { RoleName: 'worker' })
    expect(await fail('GetRole', { RoleName: 'worker' })).toBe(
      'NoSuchEntityException: The role with name worker cannot be found.',
    )
  })

  it('of AWS itself cannot be changed', async () => {
    const { fail } = iamForTest()
    const RoleName = 'AWSServiceRoleForRDS'
    for (const [name, input] of [
      ['DeleteRole', {}],
      ['AttachRolePolicy', { PolicyArn: ADMIN }],
      ['UpdateAssumeRolePolicy', { PolicyDocument: TRUST }],
    ] as const)
      expect(await fail(name, { RoleName, ...input })).toMatch(/^UnmodifiableEntityException: /)
  })
})

describe('policies', () => {
  it('are created, attached, listed by where they are from, and deleted once nobody has them', async () => {
    const { run, fail, account } = iamForTest()
    const PolicyArn = `arn:aws:iam::${account.accountId}:policy/read`
    await run('CreatePolicy', { PolicyName: 'read', PolicyDocument: DOCUMENT })
    expect(await fail('CreatePolicy', { PolicyName: 'Read', PolicyDocument: DOCUMENT })).toBe(
      'EntityAlreadyExistsException: A policy called Read already exists. Duplicate names are not allowed.',
    )
    await run('AttachUserPolicy', { UserName: 'onprem-backup', PolicyArn })
    expect(await run('ListPolicies', { Scope: 'Local' })).toMatchObject({
      Policies: [{ Arn: PolicyArn, AttachmentCount: 1, DefaultVersionId: 'v1' }],
    })
    expect(await run('GetPolicyVersion', { PolicyArn, VersionId: 'v1' })).toMatchObject({
      PolicyVersion: { Document: encodeURIComponent(DOCUMENT).replaceAll('*', '%2A') },
    })
    const { Policies } = await run('ListPolicies', { Scope: 'AWS', PathPrefix: '/job-function/' })
    expect(Policies).toHaveLength(2)
    expect(await run('ListAttachedUserPolicies', { UserName: 'onprem-backup' })).toMatchObject({
      AttachedPolicies: [{ PolicyName: 'read', PolicyArn }, { PolicyName: 'ReadOnlyAccess' }],
    })
    expect(await run('ListEntitiesForPolicy', { PolicyArn })).toMatchObject({
      PolicyUsers: [{ UserName: 'onprem-backup' }],
      PolicyRoles: [],
      PolicyGroups: [],
    })
    expect(await run('ListEntitiesForPolicy', { PolicyArn, EntityFilter: 'Role' })).toMatchObject({
      PolicyUsers: [],
    })
    expect(await fail('DeletePolicy', { PolicyArn })).toBe(
      'DeleteConflictException: Cannot delete a policy attached to entities.',
    )
    await run('DetachUserPolicy', { UserName: 'onprem-backup', PolicyArn })
    await run('DeletePolicy', { PolicyArn })
    const gone = `Policy ${PolicyArn} does not exist or is not attachable.`
    expect(await fail('AttachUserPolicy', { UserName: 'onprem-backup', PolicyArn })).toBe(
      `NoSuchEntityException: ${gone}`,
    )
    expect(await fail('DetachUserPolicy', { UserName: 'onprem-backup', PolicyArn })).toBe(
      `NoSuchEntityException: Policy ${PolicyArn} was not found.`,
    )
  })

  it('have documents that are checked, and a largest size', async () => {
    const { fail } = iamForTest()
    const user = { UserName: 'learner', PolicyName: 'own' }
    expect(await fail('PutUserPolicy', { ...user, PolicyDocument: 'no' })).toBe(
      'MalformedPolicyDocumentException: This policy contains invalid Json',
    )
    const large = policy({ Effect: 'Allow', Action: `s3:${'a'.repeat(3000)}`, Resource: '*' })
    expect(await fail('PutUserPolicy', { ...user, PolicyDocument: large })).toBe(
      'LimitExceededException: Maximum policy size of 2048 bytes exceeded for user learner',
    )
    expect(await fail('GetUserPolicy', user)).toBe(
      'NoSuchEntityException: The user policy with name own cannot be found.',
    )
  })

  it('of a group count for its members, at once', async () => {
    const { run, callAs, as } = iamForTest()
    const create = () =>
      callAs(as('onprem-backup'), 'iam', 'CreateUser', { UserName: 'other' }).then(
        ({ record }) => record.errorMessage,
      )
    expect(await create()).toMatch(
      /user\/onprem-backup is not authorized to perform: iam:CreateUser on resource: user other because/,
    )
    await run('CreateGroup', { GroupName: 'admins' })
    await run('AttachGroupPolicy', { GroupName: 'admins', PolicyArn: ADMIN })
    await run('AddUserToGroup', { GroupName: 'admins', UserName: 'onprem-backup' })
    expect(await create()).toBeUndefined()
    expect(await run('GetAccountSummary')).toMatchObject({ SummaryMap: { Groups: 1 } })
  })
})
