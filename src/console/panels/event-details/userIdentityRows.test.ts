import { describe, expect, it } from 'vitest'
import { userIdentityRows } from './userIdentityRows.ts'

const assumedRole = {
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:i-0abc12345',
    arn: 'arn:aws:sts::111122223333:assumed-role/deploy/i-0abc12345',
    accountId: '111122223333',
    accessKeyId: 'ASIAEXAMPLE',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/app/deploy', userName: 'deploy' },
      attributes: { creationDate: '2023-07-15T03:51:12Z', mfaAuthenticated: 'false' },
    },
  },
}

const said = (record: unknown) =>
  userIdentityRows(record).map(({ label, value, shown, note }) => [label, shown ?? value, note])

describe('the user identity', () => {
  it('of an audit event is that in its eventData', () => {
    const record = { eventData: { userIdentity: { type: 'CustomUserIdentity', principalId: 'ana' } } }
    expect(userIdentityRows(record)).toEqual([
      { label: 'User type', value: 'CustomUserIdentity', field: 'eventData.userIdentity.type' },
      { label: 'Principal ID', value: 'ana', field: 'eventData.userIdentity.principalId' },
    ])
  })

  it('of a role session goes from the account to the session', () => {
    expect(said(assumedRole)).toEqual([
      ['User type', 'AssumedRole', undefined],
      ['Account ID', '111122223333', undefined],
      ['Principal ID', 'AROAEXAMPLE:i-0abc12345', undefined],
      ['User ARN', 'arn:aws:sts::111122223333:assumed-role/deploy/i-0abc12345', undefined],
      ['Role', 'arn:aws:iam::111122223333:role/app/deploy', undefined],
      ['Session name', 'i-0abc12345', 'EC2 instance'],
      ['Session started', '2023-07-15T03:51:12Z', undefined],
      ['MFA', 'Not recorded for role sessions', undefined],
    ])
  })

  it('of a user or service has only what the record has', () => {
    expect(said({ userIdentity: { type: 'IAMUser', userName: 'alice', accountId: '1' } })).toEqual([
      ['User type', 'IAMUser', undefined],
      ['Account ID', '1', undefined],
    ])
    expect(said({ userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } })).toEqual([
      ['User type', 'AWSService', undefined],
      ['Invoked by', 'ec2.amazonaws.com', undefined],
    ])
  })

  it('says Yes or No for MFA only of users and root', () => {
    const mfa = (type: string, mfaAuthenticated: string | null, MFAUsed?: string) =>
      userIdentityRows({
        userIdentity: { type, sessionContext: { attributes: { mfaAuthenticated } } },
        additionalEventData: { MFAUsed },
      }).find(({ label }) => label === 'MFA')
    expect(mfa('IAMUser', 'false')).toMatchObject({ shown: 'No', value: 'false' })
    expect(mfa('Root', 'true')).toMatchObject({ shown: 'Yes', value: 'true' })
    expect(mfa('IAMUser', null, 'Yes')).toMatchObject({ shown: 'Yes', field: 'additionalEventData.MFAUsed' })
    expect(mfa('IAMUser', null)).toBeUndefined()
    for (const type of ['AssumedRole', 'SAMLUser', 'IdentityCenterUser'])
      expect(mfa(type, 'false', 'No')).toMatchObject({
        shown: 'Not recorded for role sessions',
        value: null,
      })
  })

  it('never fails on a strange record', () => {
    const strange = [null, undefined, 1, 'x', [], {}, { userIdentity: null }, { userIdentity: [] }]
    for (const record of strange) expect(userIdentityRows(record)).toEqual([])
  })
})
