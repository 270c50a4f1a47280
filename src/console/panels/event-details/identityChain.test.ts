import { describe, expect, it } from 'vitest'
import { identityChain } from './identityChain.ts'

const assumedRole = {
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLE:i-0abc12345',
    accessKeyId: 'ASIAEXAMPLE',
    sessionContext: {
      sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/app/deploy', userName: 'deploy' },
      attributes: { creationDate: '2023-07-15T03:51:12Z', mfaAuthenticated: 'false' },
    },
  },
}

describe('the identity chain', () => {
  it('goes from the role to the session', () => {
    expect(identityChain(assumedRole).map(({ label, value, note }) => [label, value, note])).toEqual([
      ['Role', 'arn:aws:iam::111122223333:role/app/deploy', undefined],
      ['Session', 'i-0abc12345', 'EC2 instance'],
      ['Session began', '2023-07-15T03:51:12Z', 'without MFA'],
    ])
  })

  it('is empty where the user identity says it all', () => {
    expect(identityChain({ userIdentity: { type: 'IAMUser', userName: 'alice' } })).toEqual([])
    expect(identityChain({ userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } })).toEqual(
      [],
    )
  })

  it('never trips over a strange record', () => {
    for (const record of [
      null,
      undefined,
      1,
      'x',
      [],
      {},
      { userIdentity: null },
      { userIdentity: { sessionContext: [] } },
    ]) {
      expect(identityChain(record)).toEqual([])
    }
  })
})
