import { describe, expect, it } from 'vitest'
import { HOUR, SECOND } from '../../../account/times.ts'
import { accountForTest } from '../accountForTest.ts'

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
  const test = accountForTest()
  const { accountId } = test.account
  const AssumeRolePolicyDocument = document ?? trust({ AWS: `arn:aws:iam::${accountId}:root` })
  await test.call('iam', 'CreateRole', { RoleName: 'operator', AssumeRolePolicyDocument, ...more })
  await test.call('iam', 'AttachRolePolicy', {
    RoleName: 'operator',
    PolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess',
  })
  const RoleArn = `arn:aws:iam::${accountId}:role/operator`
  const assume = (input: object = {}, as = test.as('learner')) =>
    test.callAs(as, 'sts', 'AssumeRole', { RoleArn, RoleSessionName: 'mara', ...input })
  return { ...test, accountId, RoleArn, assume }
}

interface Credentials {
  readonly AccessKeyId: string
  readonly SessionToken: string
}

const credentials = ({ output }: { readonly output: Readonly<Record<string, unknown>> }) =>
  output['Credentials'] as Credentials

describe('GetCallerIdentity', () => {
  it('says who the caller is, whatever policies say', async () => {
    const { account, callAs, as } = accountForTest()
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
    const { assume, RoleArn, accountId, state, callAs, withCredentials, saved } = await withRole()
    const before = saved.times
    const answer = await assume({ DurationSeconds: 900 })
    const issued = credentials(answer)
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
        accessKeyId: issued.AccessKeyId,
        sessionToken: issued.SessionToken,
        expiration: 'Feb 3, 2026, 10:30:36\u202fPM',
      },
      assumedRoleUser: { assumedRoleId: `${roleId}:mara`, arn },
    })
    expect(saved.times).toBe(before + 1)
    const later = await callAs(withCredentials(issued), 'sts', 'GetCallerIdentity')
    expect(later.output).toMatchObject({ UserId: `${roleId}:mara`, Arn: arn })
    expect(later.record.userIdentity).toEqual({
      type: 'AssumedRole',
      principalId: `${roleId}:mara`,
      arn,
      accountId,
      accessKeyId: issued.AccessKeyId,
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
    const { assume, signer, clock } = await withRole()
    const { AccessKeyId, SessionToken } = credentials(await assume())
    expect(signer(AccessKeyId)).toEqual({ refused: 'wrong token' })
    expect(signer(AccessKeyId, `${SessionToken}x`)).toEqual({ refused: 'wrong token' })
    expect(signer(AccessKeyId, SessionToken)).toMatchObject({ kind: 'role', isTemporary: true })
    clock.nowMs += HOUR
    expect(signer(AccessKeyId, SessionToken)).toEqual({ refused: 'expired' })
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
    const { account } = accountForTest()
    const user = `arn:aws:iam::${account.accountId}:user/jenkins-deploy`
    const outcomes = []
    for (const name of [`arn:aws:iam::${account.accountId}:root`, account.accountId, user, '*']) {
      const test = await withRole(trust({ AWS: name }))
      outcomes.push((await test.assume({}, test.as('jenkins-deploy'))).record.errorCode)
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
    const { assume, call, callAs, withCredentials, accountId } = await withRole(undefined, {
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
    const session = withCredentials(credentials(first))
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
    const last = await callAs(withCredentials(credentials(second)), 'sts', 'GetCallerIdentity')
    expect(last.record.userIdentity).toMatchObject({
      arn: `arn:aws:sts::${accountId}:assumed-role/second/mara`,
      sessionContext: { sourceIdentity: 'mara', sessionIssuer: { userName: 'second' } },
    })
  })

  it('limits what the role may do to what the session policy allows', async () => {
    const { assume, callAs, withCredentials } = await withRole()
    const Policy = policy({ Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*' })
    const session = withCredentials(credentials(await assume({ Policy })))
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
    const { account, callAs, as, withCredentials } = accountForTest()
    const { accountId } = account
    const SerialNumber = `arn:aws:iam::${accountId}:mfa/jenkins-deploy`
    const answer = await callAs(as('jenkins-deploy'), 'sts', 'GetSessionToken', {
      SerialNumber,
      TokenCode: '123456',
    })
    const issued = credentials(answer)
    expect(answer.record).toMatchObject({
      readOnly: false,
      requestParameters: { serialNumber: SerialNumber },
      responseElements: {
        credentials: { accessKeyId: issued.AccessKeyId, expiration: 'Feb 4, 2026, 10:15:36\u202fAM' },
      },
    })
    const { record } = await callAs(withCredentials(issued), 'sts', 'GetCallerIdentity')
    expect(record.userIdentity).toMatchObject({
      type: 'IAMUser',
      userName: 'jenkins-deploy',
      accessKeyId: issued.AccessKeyId,
      sessionContext: { attributes: { creationDate: '2026-02-03T22:15:36Z', mfaAuthenticated: 'true' } },
    })
    const again = await callAs(withCredentials(issued), 'sts', 'GetSessionToken')
    expect(again.record.errorMessage).toBe('Cannot call GetSessionToken with session credentials')
  })
})

describe('GetFederationToken', () => {
  it('gives a federated user what its policy and the caller may do', async () => {
    const { account, call, callAs, withCredentials } = accountForTest()
    const { accountId } = account
    const Policy = policy({ Effect: 'Allow', Action: 'iam:ListUsers', Resource: '*' })
    const answer = await call('sts', 'GetFederationToken', { Name: 'mara', Policy })
    const arn = `arn:aws:sts::${accountId}:federated-user/mara`
    expect(answer.record.responseElements).toMatchObject({
      federatedUser: { federatedUserId: `${accountId}:mara`, arn },
      packedPolicySize: expect.any(Number) as number,
    })
    const federated = withCredentials(credentials(answer))
    const { record } = await callAs(federated, 'iam', 'ListUsers')
    expect(record.errorCode).toBeUndefined()
    expect(record.userIdentity).toMatchObject({
      type: 'FederatedUser',
      principalId: `${accountId}:mara`,
      arn,
      sessionContext: { sessionIssuer: { type: 'IAMUser', userName: 'learner' } },
    })
    expect((await callAs(federated, 'iam', 'ListRoles')).record.errorCode).toBe('AccessDenied')
  })

  it('lets a federated user without a policy do nothing', async () => {
    const { call, callAs, withCredentials } = accountForTest()
    const federated = withCredentials(credentials(await call('sts', 'GetFederationToken', { Name: 'mara' })))
    expect((await callAs(federated, 'iam', 'ListUsers')).record.errorCode).toBe('AccessDenied')
    expect((await callAs(federated, 'sts', 'GetCallerIdentity')).record.errorCode).toBeUndefined()
  })
})

it('keeps at most a thousand sessions, and forgets those that expired long ago', async () => {
  const { assume, state, clock } = await withRole()
  for (let count = 0; count < 1010; count++) await assume()
  expect(Object.keys(state.sts.sessions)).toHaveLength(1000)
  clock.nowMs += 8 * 24 * HOUR + SECOND
  await assume()
  expect(Object.keys(state.sts.sessions)).toHaveLength(1)
})
