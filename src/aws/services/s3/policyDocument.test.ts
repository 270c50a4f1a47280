import { describe, expect, test } from 'vitest'
import { isPublicPolicy, readPolicy } from './policyDocument.ts'

const statement = {
  Effect: 'Allow',
  Principal: { AWS: 'arn:aws:iam::111122223333:root' },
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::labels/*',
}
const policy = (changes: object, version = '2012-10-17') =>
  JSON.stringify({ Version: version, Statement: [{ ...statement, ...changes }] })

describe('a bucket policy', () => {
  test.each([
    ['', "Policies must be valid JSON and the first byte must be '{'"],
    [' {}', "Policies must be valid JSON and the first byte must be '{'"],
    ['{"Version"', 'This policy contains invalid Json'],
    ['{"Version":"2012-10-17"}', 'Missing required field Statement'],
    ['{"Statement":[]}', 'Could not parse the policy: Statement is empty!'],
    ['{"Statement":[3]}', 'Policy has invalid statement'],
    [policy({}, '2024-01-01'), 'The policy must contain a valid version string'],
    [policy({ Effect: 'Permit' }), 'Invalid effect: Permit'],
    [policy({ Principal: undefined }), 'Missing required field Principal'],
    [policy({ Principal: { AWS: 'nobody' } }), 'Invalid principal in policy'],
    [policy({ Principal: ['*'] }), 'Invalid principal in policy'],
    [policy({ Action: undefined }), 'Missing required field Action'],
    [policy({ Action: 'ec2:*' }), 'Policy has invalid action'],
    [policy({ Resource: undefined }), 'Missing required field Resource'],
    [policy({ Resource: 'arn:aws:s3:::other/*' }), 'Policy has invalid resource'],
    [policy({ Resource: 'arn:aws:s3:::labels-of-others/*' }), 'Policy has invalid resource'],
  ])('%j is malformed', (text, message) => {
    expect(() => readPolicy(text, 'labels')).toThrow(
      expect.objectContaining({ code: 'MalformedPolicy', message }),
    )
  })

  test('may be long, but not too long', () => {
    expect(readPolicy(policy({ Sid: 'a'.repeat(20_000) }), 'labels')).toHaveLength(1)
    expect(() => readPolicy(policy({ Sid: 'a'.repeat(20_480) }), 'labels')).toThrow(
      expect.objectContaining({ code: 'PolicyTooLarge' }),
    )
  })

  test.each([
    [{ Principal: '*' }, true],
    [{ Principal: { AWS: ['*'] } }, true],
    [{ Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, true],
    [{ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } }, false],
    [{ Principal: '*', Effect: 'Deny' }, false],
    [{ Principal: { Service: 'cloudtrail.amazonaws.com' } }, false],
    [{}, false],
  ])('with %j is public: %s', (changes, expected) => {
    expect(isPublicPolicy(readPolicy(policy(changes), 'labels'))).toBe(expected)
  })
})
