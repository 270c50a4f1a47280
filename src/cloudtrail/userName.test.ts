import { describe, expect, test } from 'vitest'
import { describeRecord } from './describe.ts'
import { readRecord } from './record.ts'

type Case = readonly [what: string, record: Readonly<Record<string, unknown>>, userName: string | null]

const ROLE = 'arn:aws:iam::111122223333:role/path/Deploy'
const SESSION_ISSUER = { type: 'Role', principalId: 'AROAEXAMPLE', arn: ROLE, userName: 'Deploy' }

const by = (userIdentity: object, more: object = {}) => ({ userIdentity, ...more })

/** A session of the role Deploy, as every AssumeRole* call creates one. */
const session = (name: string, more: object = {}) =>
  by({
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${name}`,
    arn: `arn:aws:sts::111122223333:assumed-role/Deploy/${name}`,
    accountId: '111122223333',
    sessionContext: { sessionIssuer: SESSION_ISSUER },
    ...more,
  })

const named = (_what: string, record: object, expected: string | null) =>
  expect(describeRecord(readRecord(JSON.stringify(record))).userName).toBe(expected)

/** docs/cloudtrail.md#user-name row by row; first the rows that were observed. */
describe('the user name is the Username of LookupEvents', () => {
  const root = { type: 'Root', principalId: '111122223333', arn: 'arn:aws:iam::111122223333:root' }
  test.each<Case>([
    ['root, in lower case', by(root), 'root'],
    ['root, even if the account has an alias', by({ ...root, userName: 'our-company' }), 'root'],
    ['root, even if the record spells it out', by({ ...root, userName: 'AWS ROOT USER' }), 'root'],
  ])('Root: %s', named)

  const user = { type: 'IAMUser', principalId: 'AIDAEXAMPLE', arn: 'arn:aws:iam::111122223333:user/team/ann' }
  test.each<Case>([
    ['its userName, without the path of its ARN', by({ ...user, userName: 'ann' }), 'ann'],
    [
      'its userName in a session of its own',
      by({ ...user, userName: 'ann', sessionContext: { sessionIssuer: {} } }),
      'ann',
    ],
    [
      'the word in its place after a sign-in with a name that does not exist',
      by(
        {
          type: 'IAMUser',
          accountId: '111122223333',
          accessKeyId: '',
          userName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
        },
        { eventName: 'ConsoleLogin', errorMessage: 'No username found in supplied account' },
      ),
      'HIDDEN_DUE_TO_SECURITY_REASONS',
    ],
    ['absent where the record has none', by(user), null],
    ['absent where the record has none, whatever its principalId', by({ ...user, principalId: 'A:b' }), null],
  ])('IAMUser: %s', named)

  test.each<Case>([
    ['the instance of an EC2 role', session('i-0abc1234def567890'), 'i-0abc1234def567890'],
    ['the name a service gives', session('AutoScaling'), 'AutoScaling'],
    ['the person behind single sign-on', session('ann@example.com'), 'ann@example.com'],
    ['the function of Lambda', session('nightly-report'), 'nightly-report'],
    [
      'the name of a delivery',
      session('CLOUDWATCH_LOGS_DELIVERY_SESSION'),
      'CLOUDWATCH_LOGS_DELIVERY_SESSION',
    ],
    ['never a user name, though the record has one', session('ci', { userName: 'Deploy' }), 'ci'],
    ['all that stands after the first colon', session('a:b', { arn: undefined }), 'a:b'],
    [
      'also where no role stands before the colon',
      session('x', { principalId: ':ci', arn: undefined }),
      'ci',
    ],
    [
      'the end of the ARN where principalId has no session',
      session('ci', { principalId: 'AROAEXAMPLE' }),
      'ci',
    ],
    [
      'the end of the ARN where the session in principalId is empty',
      session('ci', { principalId: 'AROAEXAMPLE:' }),
      'ci',
    ],
    ['the end of the ARN where there is no principalId', session('ci', { principalId: undefined }), 'ci'],
    [
      'absent, and not the role, where the ARN ends without one',
      session('', { arn: 'assumed-role/Deploy/' }),
      null,
    ],
    ['absent, and not the role, where there is neither', session('', { arn: undefined }), null],
  ])('AssumedRole: the session and not the role: %s', named)

  test.each<Case>([
    ['the service alone', by({ type: 'AWSService', invokedBy: 'ec2.amazonaws.com' }), null],
    [
      'whatever else the record says of it',
      by({
        type: 'AWSService',
        invokedBy: 'ec2.amazonaws.com',
        principalId: 'AROAEXAMPLE:i-0abc',
        accountId: '111122223333',
        userName: 'ec2',
      }),
      null,
    ],
  ])('AWSService: absent: %s', named)

  test.each<Case>([
    [
      'what AWS did itself',
      by({ accountId: '111122223333', invokedBy: 'AWS Internal' }, { eventType: 'AwsServiceEvent' }),
      null,
    ],
    ['no identity', {}, null],
    ['an identity that is null', { userIdentity: null }, null],
    ['an identity that is empty', by({}), null],
  ])('no type: absent: %s', named)
})

describe('where LookupEvents probably returns it, the user name is', () => {
  const provider = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com'
  test.each<Case>([
    [
      'SAMLUser: the subject',
      by({
        type: 'SAMLUser',
        principalId: 'lE9zGQq+Uv6bkp3b0fJ1Ld4=:ann@example.com',
        userName: 'ann@example.com',
        identityProvider: 'lE9zGQq+Uv6bkp3b0fJ1Ld4=',
      }),
      'ann@example.com',
    ],
    ['SAMLUser: absent without a subject', by({ type: 'SAMLUser', principalId: 'lE9z=:ann' }), null],
    [
      'WebIdentityUser: the subject, colons and all',
      by({
        type: 'WebIdentityUser',
        principalId: `${provider}:sts.amazonaws.com:repo:org/repo:ref:refs/heads/main`,
        userName: 'repo:org/repo:ref:refs/heads/main',
        identityProvider: provider,
      }),
      'repo:org/repo:ref:refs/heads/main',
    ],
    [
      'WebIdentityUser: absent without a subject',
      by({ type: 'WebIdentityUser', principalId: `${provider}:sts.amazonaws.com` }),
      null,
    ],
    [
      'WebIdentityUser: absent where there is an account and a key alone (SCIM)',
      by({ type: 'WebIdentityUser', accountId: '111122223333', accessKeyId: 'ASIAEXAMPLE' }),
      null,
    ],
    [
      'FederatedUser: the name behind the account',
      by({
        type: 'FederatedUser',
        principalId: '111122223333:fred',
        arn: 'arn:aws:sts::111122223333:federated-user/other',
        sessionContext: { sessionIssuer: { type: 'IAMUser', userName: 'ann' } },
      }),
      'fred',
    ],
    [
      'FederatedUser: the end of the ARN where principalId has no name',
      by({ type: 'FederatedUser', arn: 'arn:aws:sts::111122223333:federated-user/fred' }),
      'fred',
    ],
  ])('%s', named)
})

describe('where it is unknown what LookupEvents returns, the user name is', () => {
  test.each<Case>([
    [
      'AWSAccount: the session',
      by({ type: 'AWSAccount', principalId: 'AROAEXAMPLE:ci', accountId: '444455556666' }),
      'ci',
    ],
    [
      'AWSAccount: the account where there is no session',
      by({ type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '444455556666' }),
      '444455556666',
    ],
    [
      'AWSAccount: absent for an anonymous caller of S3',
      by({ type: 'AWSAccount', principalId: '', accountId: 'ANONYMOUS_PRINCIPAL' }),
      null,
    ],
    [
      'AWSAccount: absent for an anonymous caller in lower case',
      by({ type: 'AWSAccount', principalId: '', accountId: 'anonymous' }),
      null,
    ],
    ['AWSAccount: absent without an account', by({ type: 'AWSAccount' }), null],
    [
      'IdentityCenterUser: the user on whose behalf the call was made',
      by({ type: 'IdentityCenterUser', accountId: '111122223333', onBehalfOf: { userId: '9a67-1' } }),
      '9a67-1',
    ],
    [
      'IdentityCenterUser: the name of the sign-in',
      by(
        { type: 'IdentityCenterUser', onBehalfOf: { userId: '9a67-1' } },
        { eventName: 'CredentialVerification', additionalEventData: { UserName: 'ann' } },
      ),
      'ann',
    ],
    ['IdentityCenterUser: absent with neither', by({ type: 'IdentityCenterUser' }), null],
    ...['Directory', 'Unknown', 'Role', 'SomethingNew'].flatMap((type): Case[] => [
      [`${type}: its userName`, by({ type, userName: 'dan', principalId: 'AROAEXAMPLE:ci' }), 'dan'],
      [`${type}: the session where it has no userName`, by({ type, principalId: 'AROAEXAMPLE:ci' }), 'ci'],
      [
        `${type}: absent with neither`,
        by({ type, principalId: 'Anonymous', accountId: '111122223333' }),
        null,
      ],
    ]),
    ['no type, as in the console’s CSV: its userName', by({ userName: 'ann' }), 'ann'],
  ])('%s', named)

  test('absent if it is empty', () => {
    for (const type of ['IAMUser', 'SAMLUser', 'Unknown']) named('', by({ type, userName: '' }), null)
  })
})
