import { describe, expect, it } from 'vitest'
import { createAccount } from '../../account/account.ts'
import { newAccountState } from '../accountState.ts'
import { credentialFailure } from './credentialFailures.ts'
import { principalOf } from './principalOf.ts'
import { whyDenied } from './policies.ts'
import { faultOfPolicy, matchesPattern } from './policyDocument.ts'
import type { Principal } from './principal.ts'

const NOW = Date.UTC(2026, 1, 3, 22, 0)
const account = createAccount(7, Date.UTC(2026, 1, 3))
const { accountId } = account

function fresh() {
  const state = newAccountState(account)
  const signer = (keyId: string, token: string | null = null) =>
    principalOf(state, account, keyId, token, NOW, 'sts')
  const keyOf = (userName: string) =>
    Object.values(state.iam.accessKeys).find((key) => key.userName === userName)!
  const as = (userName: string) => signer(keyOf(userName).accessKeyId) as Principal
  return { state, signer, keyOf, as }
}

const NONE: ReadonlySet<string> = new Set()
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })

describe('principalOf', () => {
  it('knows users by their long-term keys, and gives the userIdentity of the record', () => {
    const { as, keyOf } = fresh()
    const { accessKeyId, secretAccessKey } = keyOf('jenkins-deploy')
    expect(as('jenkins-deploy')).toMatchObject({
      kind: 'user',
      arn: `arn:aws:iam::${accountId}:user/jenkins-deploy`,
      secretAccessKey,
      identity: { type: 'IAMUser', accountId, accessKeyId, userName: 'jenkins-deploy' },
    })
  })

  it('takes an unknown key for the learner, and keeps it in the userIdentity', () => {
    const { signer } = fresh()
    for (const key of ['test', 'constructor', '__proto__'])
      expect(signer(key)).toMatchObject({
        userName: 'learner',
        identity: { accessKeyId: key, userName: 'learner' },
      })
  })

  it('accepts no unknown temporary key, no deleted key, no inactive one and no long-term one with a token', () => {
    const { state, signer, keyOf } = fresh()
    const { accessKeyId } = keyOf('jenkins-deploy')
    expect(signer('ASIAUNKNOWN')).toEqual({ refused: 'unknown key' })
    expect(signer(accessKeyId, 'token')).toEqual({ refused: 'wrong token' })
    keyOf('jenkins-deploy').status = 'Inactive'
    expect(signer(accessKeyId)).toEqual({ refused: 'unknown key' })
    delete state.iam.accessKeys[accessKeyId]
    state.iam.deletedAccessKeys.push(accessKeyId)
    expect(signer(accessKeyId)).toEqual({ refused: 'unknown key' })
  })

  it('is answered in the words of each protocol', () => {
    const codes = (['json-1.1', 'query', 'ec2', 'rest-json', 'rest-xml'] as const).map((protocol) => {
      const service = { name: 'any', protocol, version: '', targets: [], operations: [], notSimulated: NONE }
      return (['unknown key', 'expired', 'missing'] as const).map(
        (failure) => credentialFailure(service, failure).code,
      )
    })
    expect(codes).toEqual([
      ['UnrecognizedClientException', 'ExpiredTokenException', 'MissingAuthenticationTokenException'],
      ['InvalidClientTokenId', 'ExpiredToken', 'MissingAuthenticationToken'],
      ['AuthFailure', 'RequestExpired', 'MissingAuthenticationToken'],
      ['UnrecognizedClientException', 'ExpiredTokenException', 'MissingAuthenticationTokenException'],
      ['InvalidAccessKeyId', 'ExpiredToken', 'AccessDenied'],
    ])
  })
})

describe('whyDenied', () => {
  const { state, as } = fresh()
  const learner = as('learner')
  const reader = as('jenkins-deploy')
  const limited = (changes: Partial<(typeof state.iam.users)[string]>) => {
    const own = fresh()
    Object.assign(own.state.iam.users['jenkins-deploy']!, { attachedPolicies: [] }, changes)
    return (action: string, resource = '*') =>
      whyDenied(own.state, own.as('jenkins-deploy'), action, resource)
  }

  it('lets an administrator do anything, and a reader read', () => {
    expect(whyDenied(state, learner, 'iam:DeleteUser', '*')).toBeNull()
    expect(whyDenied(state, reader, 'ec2:DescribeInstances', '*')).toBeNull()
    expect(whyDenied(state, reader, 'S3:getobject', 'arn:aws:s3:::b/k')).toBeNull()
  })

  it('words a denial as the service does', () => {
    const user = `arn:aws:iam::${accountId}:user/jenkins-deploy`
    const start = `User: ${user} is not authorized to perform:`
    const why = 'because no identity-based policy allows the'
    const denials: readonly (readonly [string, string, string])[] = [
      [
        'iam:DeleteUser',
        `arn:aws:iam::${accountId}:user/team/mara`,
        `${start} iam:DeleteUser on resource: user mara ${why} iam:DeleteUser action`,
      ],
      [
        'iam:CreateRole',
        `arn:aws:iam::${accountId}:role/`,
        `${start} iam:CreateRole on resource: arn:aws:iam::${accountId}:role/ ${why} iam:CreateRole action`,
      ],
      [
        's3:DeleteBucket',
        'arn:aws:s3:::halden-labels',
        `${start} s3:DeleteBucket on resource: "arn:aws:s3:::halden-labels" ${why} s3:DeleteBucket action`,
      ],
      [
        'ec2:StopInstances',
        'arn:aws:ec2:eu-central-1:1:instance/i-1',
        `${start} ec2:StopInstances on resource: ` +
          `arn:aws:ec2:eu-central-1:1:instance/i-1 ${why} ec2:StopInstances action`,
      ],
      ['cloudtrail:CreateTrail', '*', `${start} cloudtrail:CreateTrail ${why} cloudtrail:CreateTrail action`],
      [
        'sts:AssumeRole',
        'arn:aws:iam::1:role/r',
        `${start} sts:AssumeRole on resource: arn:aws:iam::1:role/r`,
      ],
    ]
    for (const [action, resource, text] of denials)
      expect(whyDenied(state, reader, action, resource)).toBe(text)
  })

  it('applies an explicit Deny before any Allow', () => {
    const why = limited({
      attachedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      inlinePolicies: {
        keep: policy({ Effect: 'Deny', Action: 's3:Delete*', Resource: 'arn:aws:s3:::kept*' }),
      },
    })
    expect(why('s3:DeleteBucket', 'arn:aws:s3:::other')).toBeNull()
    expect(why('s3:DeleteBucket', 'arn:aws:s3:::kept-1')).toMatch(
      /"arn:aws:s3:::kept-1" with an explicit deny in an identity-based policy$/,
    )
  })

  it('understands NotAction, NotResource, wildcards and the name of the user', () => {
    const why = limited({
      inlinePolicies: {
        most: policy({ Effect: 'Allow', NotAction: ['iam:*'], NotResource: 'arn:aws:s3:::secret/*' }),
        own: policy({
          Effect: 'Allow',
          Action: 'iam:?etUser',
          Resource: 'arn:aws:iam::*:user/${aws:username}',
        }),
      },
    })
    expect(why('ec2:StopInstances')).toBeNull()
    expect(why('s3:GetObject', 'arn:aws:s3:::secret/key')).not.toBeNull()
    expect(why('iam:GetUser', `arn:aws:iam::${accountId}:user/jenkins-deploy`)).toBeNull()
    expect(why('iam:GetUser', `arn:aws:iam::${accountId}:user/learner`)).not.toBeNull()
    expect(why('iam:ListUsers')).not.toBeNull()
  })

  it('ignores a Deny with a condition, and the condition of an Allow', () => {
    const Condition = { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }
    const why = limited({
      inlinePolicies: {
        both: policy(
          { Effect: 'Allow', Action: '*', Resource: '*', Condition },
          { Effect: 'Deny', Action: 'ec2:*', Resource: '*', Condition },
        ),
      },
    })
    expect(why('ec2:StopInstances')).toBeNull()
  })

  it('needs the boundary and a session policy to allow as well', () => {
    const why = limited({
      attachedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      permissionsBoundary: 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',
    })
    expect(why('s3:GetObject')).toBeNull()
    expect(why('s3:PutObject')).toMatch(/ because no permissions boundary allows the s3:PutObject action$/)
    const session: Principal = {
      ...learner,
      sessionPolicies: [policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })],
    }
    expect(whyDenied(state, session, 's3:PutObject', '*')).toBeNull()
    expect(whyDenied(state, session, 'ec2:RunInstances', '*')).toMatch(
      / because no session policy allows the ec2:RunInstances action$/,
    )
  })

  it('counts the policies of groups', () => {
    const own = fresh()
    own.state.iam.groups['operators'] = {
      groupName: 'operators',
      groupId: 'AGPA1',
      path: '/',
      arn: `arn:aws:iam::${accountId}:group/operators`,
      createdMs: NOW,
      members: ['jenkins-deploy'],
      attachedPolicies: ['arn:aws:iam::aws:policy/AmazonEC2FullAccess'],
      inlinePolicies: {},
      permissionsBoundary: null,
    }
    expect(whyDenied(own.state, own.as('jenkins-deploy'), 'ec2:StopInstances', '*')).toBeNull()
  })

  it('allows nothing to a session of a role that was deleted', () => {
    const session: Principal = { ...learner, kind: 'role', userName: null, roleName: 'gone' }
    expect(whyDenied(state, session, 's3:GetObject', '*')).not.toBeNull()
  })
})

describe('policy documents', () => {
  it('match * and ? in a time that is the product of their lengths', () => {
    expect(matchesPattern('s3:*Object*', 's3:PutObjectAcl')).toBe(true)
    expect(matchesPattern('a?c*', 'abc')).toBe(true)
    expect(matchesPattern('a?c', 'ac')).toBe(false)
    expect(matchesPattern('*a'.repeat(500), `${'a'.repeat(5000)}b`)).toBe(false)
  })

  it('have faults in the words of AWS', () => {
    const faults = (
      [
        ['{', 'permissions'],
        ['{"Version":"2020"}', 'permissions'],
        ['{"Version":"2012-10-17"}', 'permissions'],
        [policy({ Action: 's3:*', Resource: '*' }), 'permissions'],
        [policy({ Effect: 'Allow', Action: 'everything', Resource: '*' }), 'permissions'],
        [policy({ Effect: 'Allow', Action: 's3:*', Resource: 'bucket' }), 'permissions'],
        [policy({ Effect: 'Allow', Action: 's3:*', Resource: '*', Principal: '*' }), 'permissions'],
        [policy({ Effect: 'Allow', Action: 'sts:AssumeRole' }), 'trust'],
        [policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*', Resource: '*' }), 'trust'],
        [policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' }), 'trust'],
      ] as const
    ).map(([document, kind]) => faultOfPolicy(document, kind))
    expect(faults).toEqual([
      'This policy contains invalid Json',
      'The policy must contain a valid version string',
      'Syntax errors in policy.',
      'Missing required field Effect',
      'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
      'Resource bucket must be in ARN format or "*".',
      'Policy document should not specify a principal.',
      'Missing required field Principal',
      'Has prohibited field Resource',
      null,
    ])
  })
})
