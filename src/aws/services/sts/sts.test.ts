import { describe, expect, it } from 'vitest'
import { HOUR } from '../../../account/times.ts'
import { identityCalls } from '../../../testing/identityCalls.ts'

const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const trust = (Principal: object | string, more: object = {}) =>
  policy({
    Effect: 'Allow',
    Principal,
    Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'],
    ...more,
  })

/** An account with a role `operator`, which the learner created. */
async function withRole(document?: string, more: object = {}) {
  const calls = identityCalls()
  const { accountId } = calls.account
  const AssumeRolePolicyDocument = document ?? trust({ AWS: `arn:aws:iam::${accountId}:root` })
  await calls.call('iam', 'CreateRole', { RoleName: 'operator', AssumeRolePolicyDocument, ...more })
  await calls.call('iam', 'AttachRolePolicy', {
    RoleName: 'operator',
    PolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess',
  })
  const RoleArn = `arn:aws:iam::${accountId}:role/operator`
  const assume = (input: object = {}, as = calls.as('learner')) =>
    calls.callAs(as, 'sts', 'AssumeRole', { RoleArn, RoleSessionName: 'mara', ...input })
  return { ...calls, accountId, RoleArn, assume }
}

describe('GetCallerIdentity', () => {
  it('says who the caller is, whatever policies say', async () => {
    const { account, callAs, as } = identityCalls()
    const { output, record } = await callAs(as('jenkins-deploy'), 'sts', 'GetCallerIdentity')
    const arn = `arn:aws:iam::${account.accountId}:user/jenkins-deploy`
    expect(output).toEqual({
      UserId: account.resources.users.legacyDeployer.userId,
      Account: account.accountId,
      Arn: arn,
    })
    expect(record).toMatchObject({ readOnly: true, requestParameters: null, responseElements: null })
  })
})

describe('AssumeRole', () => {
  it('records what it issued without the secret, and carries the role into later records', async () => {
    const { assume, RoleArn, accountId, state, callAs, issuedTo, test } = await withRole()
    const answer = await assume({ DurationSeconds: 900 })
    const issued = issuedTo(answer)
    const { roleId } = state.iam.roles['operator']!
    const arn = `arn:aws:sts::${accountId}:assumed-role/operator/mara`
    expect(answer.record).toMatchObject({
      readOnly: true,
      awsRegion: 'eu-central-1',
      userIdentity: { type: 'IAMUser', userName: 'learner' },
      resources: [{ accountId, type: 'AWS::IAM::Role', ARN: RoleArn }],
    })
    expect(answer.record.requestParameters).toEqual({
      roleArn: RoleArn,
      roleSessionName: 'mara',
      durationSeconds: 900,
    })
    expect(answer.record.responseElements).toEqual({
      credentials: {
        accessKeyId: issued.accessKeyId,
        sessionToken: issued.sessionToken,
        expiration: 'Feb 3, 2026, 10:30:36\u202fPM',
      },
      assumedRoleUser: { assumedRoleId: `${roleId}:mara`, arn },
    })
    // What is not saved is undone by a change that fails.
    await expect(test.endpoint.change(() => Promise.reject(new Error('fails')))).rejects.toThrow('fails')
    expect(test.state.sts.sessions).toHaveProperty(issued.accessKeyId)
    const later = await callAs(issued, 'sts', 'GetCallerIdentity')
    expect(later.output).toMatchObject({ UserId: `${roleId}:mara`, Arn: arn })
    expect(later.record.userIdentity).toEqual({
      type: 'AssumedRole',
      principalId: `${roleId}:mara`,
      arn,
      accountId,
      accessKeyId: issued.accessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: roleId,
          arn: RoleArn,
          accountId,
          userName: 'operator',
        },
        attributes: { creationDate: '2026-02-03T22:15:36Z', mfaAuthenticated: 'false' },
      },
    })
  })

  it('accepts its credentials with their token until they expire', async () => {
    const { assume, signer, test, issuedTo } = await withRole()
    const { accessKeyId, sessionToken } = issuedTo(await assume())
    expect(signer(accessKeyId)).toEqual({ refused: 'wrong token' })
    expect(signer(accessKeyId, `${sessionToken}x`)).toEqual({ refused: 'wrong token' })
    expect(signer(accessKeyId, sessionToken)).toMatchObject({ kind: 'role', isTemporary: true })
    test.nowMs += HOUR
    expect(signer(accessKeyId, sessionToken)).toEqual({ refused: 'expired' })
  })

  it('is denied without the trust of the role, and for a role that does not exist', async () => {
    const { assume, accountId, RoleArn } = await withRole(trust({ Service: 'ec2.amazonaws.com' }))
    const text = `User: arn:aws:iam::${accountId}:user/learner is not authorized to perform: sts:AssumeRole on resource:`
    const denied = await assume()
    expect(denied.record).toMatchObject({
      errorCode: 'AccessDenied',
      errorMessage: `${text} ${RoleArn}`,
      requestParameters: null,
      responseElements: null,
    })
    expect(denied.record.resources).toBeUndefined()
    const none = `arn:aws:iam::${accountId}:role/none`
    expect((await assume({ RoleArn: none })).record.errorMessage).toBe(`${text} ${none}`)
  })

  it("needs the caller's policies as well where the account is trusted, not where the caller is", async () => {
    const { account } = identityCalls()
    const user = `arn:aws:iam::${account.accountId}:user/jenkins-deploy`
    const outcomes = []
    for (const name of [`arn:aws:iam::${account.accountId}:root`, account.accountId, user, '*']) {
      const { as, assume } = await withRole(trust({ AWS: name }))
      outcomes.push((await assume({}, as('jenkins-deploy'))).record.errorCode)
    }
    expect(outcomes).toEqual(['AccessDenied', 'AccessDenied', undefined, undefined])
  })

  it('checks the external ID and MFA if the trust policy does', async () => {
    const Condition = {
      StringEquals: { 'sts:ExternalId': 'ticket-7' },
      Bool: { 'aws:MultiFactorAuthPresent': true },
    }
    const { assume, accountId } = await withRole(trust('*', { Condition }))
    const mfa = { SerialNumber: `arn:aws:iam::${accountId}:mfa/learner`, TokenCode: '123456' }
    const codes = []
    for (const input of [{}, mfa, { ExternalId: 'ticket-7' }, { ExternalId: 'ticket-7', ...mfa }])
      codes.push((await assume(input)).record.errorCode)
    expect(codes).toEqual(['AccessDenied', 'AccessDenied', 'AccessDenied', undefined])
    const { record } = await assume({ ExternalId: 'ticket-7', ...mfa })
    expect(record.requestParameters).toMatchObject({
      externalId: 'ticket-7',
      serialNumber: mfa.SerialNumber,
    })
    expect(record.requestParameters).not.toHaveProperty('tokenCode')
  })

  it('carries the source identity and transitive tags through a chain of an hour at most', async () => {
    const { assume, call, callAs, issuedTo, accountId } = await withRole(undefined, {
      MaxSessionDuration: 43_200,
    })
    await call('iam', 'CreateRole', { RoleName: 'second', AssumeRolePolicyDocument: trust('*') })
    const first = await assume({
      DurationSeconds: 43_200,
      SourceIdentity: 'mara',
      Tags: [
        { Key: 'Department', Value: 'Engineering' },
        { Key: 'Ticket', Value: '7' },
      ],
      TransitiveTagKeys: ['Department'],
    })
    expect(first.record.requestParameters).toMatchObject({
      sourceIdentity: 'mara',
      tags: [
        { key: 'Department', value: 'Engineering' },
        { key: 'Ticket', value: '7' },
      ],
      transitiveTagKeys: ['Department'],
    })
    expect(first.record.responseElements).toMatchObject({ sourceIdentity: 'mara', packedPolicySize: 1 })
    const chained = { RoleArn: `arn:aws:iam::${accountId}:role/second` }
    const session = issuedTo(first)
    const long = await assume({ ...chained, DurationSeconds: 3601 }, session)
    expect(long.record.errorMessage).toBe(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    )
    const other = await assume({ ...chained, SourceIdentity: 'other' }, session)
    expect(other.record.errorCode).toBe('AccessDenied')
    const second = await assume(chained, session)
    expect(second.record.userIdentity).toMatchObject({ sessionContext: { sourceIdentity: 'mara' } })
    expect(second.record.requestParameters).toMatchObject({
      incomingTransitiveTags: { Department: 'Engineering' },
    })
    const last = await callAs(issuedTo(second), 'sts', 'GetCallerIdentity')
    expect(last.record.userIdentity).toMatchObject({
      arn: `arn:aws:sts::${accountId}:assumed-role/second/mara`,
      sessionContext: { sourceIdentity: 'mara', sessionIssuer: { userName: 'second' } },
    })
  })

  it('limits what the role may do to what the session policy allows', async () => {
    const { assume, callAs, issuedTo } = await withRole()
    const Policy = policy({ Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*' })
    const session = issuedTo(await assume({ Policy }))
    expect((await callAs(session, 'iam', 'ListRoles')).record.errorCode).toBeUndefined()
    const { record } = await callAs(session, 'sts', 'GetAccessKeyInfo', {
      AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    })
    expect(record.errorCode).toBe('AccessDenied')
  })

  it('refuses values as AWS does', async () => {
    const { assume } = await withRole()
    const failures = []
    for (const input of [
      { RoleSessionName: 'a b' },
      { DurationSeconds: 10 },
      { DurationSeconds: 7200 },
      { RoleArn: 'arn:aws:iam::1:role/x-and-more' },
      { Policy: '{' },
      { SerialNumber: 'arn:aws:iam::1:mfa/other', TokenCode: '123456' },
      { Policy: policy({ Effect: 'Allow', Action: `s3:${'a'.repeat(4000)}`, Resource: '*' }) },
    ]) {
      const { record } = await assume(input)
      failures.push([record.errorCode, record.errorMessage])
    }
    expect(failures).toEqual([
      [
        'ValidationError',
        "1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
      ],
      [
        'ValidationError',
        "1 validation error detected: Value '10' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
      ],
      ['ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.'],
      ['ValidationError', 'arn:aws:iam::1:role/x-and-more is invalid'],
      ['MalformedPolicyDocumentException', 'This policy contains invalid Json'],
      ['AccessDenied', expect.stringMatching(/^MultiFactorAuthentication failed/)],
      ['PackedPolicyTooLargeException', expect.stringMatching(/^Packed size of session policies/)],
    ])
  })
})

describe('GetSessionToken', () => {
  it('gives a session of the same user, with MFA or not', async () => {
    const { account, callAs, as, issuedTo } = identityCalls()
    const { accountId } = account
    const SerialNumber = `arn:aws:iam::${accountId}:mfa/learner`
    const answer = await callAs(as('learner'), 'sts', 'GetSessionToken', {
      SerialNumber,
      TokenCode: '123456',
    })
    const issued = issuedTo(answer)
    expect(answer.record).toMatchObject({
      readOnly: false,
      requestParameters: { serialNumber: SerialNumber },
      responseElements: {
        credentials: { accessKeyId: issued.accessKeyId, expiration: 'Feb 4, 2026, 10:15:36\u202fAM' },
      },
    })
    const { record } = await callAs(issued, 'sts', 'GetCallerIdentity')
    expect(record.userIdentity).toMatchObject({
      type: 'IAMUser',
      userName: 'learner',
      accessKeyId: issued.accessKeyId,
      sessionContext: { attributes: { creationDate: '2026-02-03T22:15:36Z', mfaAuthenticated: 'true' } },
    })
    expect((await callAs(issued, 'iam', 'ListUsers')).code).toBeNull()
    const again = await callAs(issued, 'sts', 'GetSessionToken')
    expect(again.record.errorMessage).toBe('Cannot call GetSessionToken with session credentials')
  })
})

it('lets a session of a user without MFA call everything but IAM', async () => {
  const { call, callAs, issuedTo } = identityCalls()
  const issued = issuedTo(await call('sts', 'GetSessionToken'))
  expect((await callAs(issued, 's3', 'ListBuckets')).code).toBeNull()
  expect((await callAs(issued, 'iam', 'ListUsers')).code).toBe('InvalidClientTokenId')
})

describe('GetFederationToken', () => {
  it('gives a federated user what its policy and the caller may do', async () => {
    const { account, call, callAs, issuedTo } = identityCalls()
    const { accountId } = account
    const Policy = policy({ Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' })
    const answer = await call('sts', 'GetFederationToken', { Name: 'mara', Policy })
    const arn = `arn:aws:sts::${accountId}:federated-user/mara`
    expect(answer.record.responseElements).toMatchObject({
      federatedUser: { federatedUserId: `${accountId}:mara`, arn },
      packedPolicySize: expect.any(Number) as number,
    })
    const federated = issuedTo(answer)
    const { record } = await callAs(federated, 's3', 'ListBuckets')
    expect(record.errorCode).toBeUndefined()
    expect(record.userIdentity).toMatchObject({
      type: 'FederatedUser',
      principalId: `${accountId}:mara`,
      arn,
      sessionContext: { sessionIssuer: { type: 'IAMUser', userName: 'learner' } },
    })
    const assumed = { RoleArn: account.resources.roles['prod-operator']!.arn, RoleSessionName: 'mara' }
    expect((await callAs(federated, 's3', 'CreateBucket', { Bucket: 'maras' })).code).toBe('AccessDenied')
    expect((await callAs(federated, 'sts', 'AssumeRole', assumed)).code).toBe('AccessDenied')
    expect((await callAs(federated, 'iam', 'ListRoles')).code).toBe('InvalidClientTokenId')
  })

  it('lets a federated user without a policy do nothing', async () => {
    const { call, callAs, issuedTo } = identityCalls()
    const federated = issuedTo(await call('sts', 'GetFederationToken', { Name: 'mara' }))
    expect((await callAs(federated, 's3', 'ListBuckets')).code).toBe('AccessDenied')
    expect((await callAs(federated, 'sts', 'GetCallerIdentity')).record.errorCode).toBeUndefined()
  })
})

it('keeps at most a thousand sessions, and forgets those that expired long ago', async () => {
  const { assume, state, test } = await withRole()
  await assume()
  const [first] = Object.values(state.sts.sessions)
  for (let count = 1; count < 1000; count++) state.sts.sessions[`ASIA${count}`] = first!
  await assume()
  expect(Object.keys(state.sts.sessions)).toHaveLength(1000)
  expect(state.sts.sessions).not.toHaveProperty(first!.accessKeyId)
  test.nowMs += 8 * 24 * HOUR
  await assume()
  expect(Object.keys(state.sts.sessions)).toHaveLength(1)
})
