import { AuthorizeSecurityGroupIngress$, RunInstances$, StopInstances$ } from '@aws-sdk/client-ec2'
import { LookupEvents$ } from '@aws-sdk/client-cloudtrail'
import { StopDBInstance$ } from '@aws-sdk/client-rds'
import { GetObject$, PutObject$ } from '@aws-sdk/client-s3'
import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cliCommand, kebab, quoted } from './cliCommand.ts'

describe('a command', () => {
  test.each([
    [
      'ec2',
      StopInstances$,
      { InstanceIds: ['i-1', 'i-2'], Force: true, Hibernate: false },
      'aws ec2 stop-instances --instance-ids i-1 i-2 --force --no-hibernate',
    ],
    [
      'rds',
      StopDBInstance$,
      { DBInstanceIdentifier: 'orders' },
      'aws rds stop-db-instance --db-instance-identifier orders',
    ],
    [
      'ec2',
      RunInstances$,
      { ImageId: 'ami-1', MinCount: 1, MaxCount: 2 },
      'aws ec2 run-instances --image-id ami-1 --count 1:2',
    ],
    [
      'ec2',
      AuthorizeSecurityGroupIngress$,
      { GroupId: 'sg-1', IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22 }] },
      `aws ec2 authorize-security-group-ingress --group-id sg-1 --ip-permissions '[{"IpProtocol":"tcp","FromPort":22}]'`,
    ],
    [
      'cloudtrail',
      LookupEvents$,
      { StartTime: new Date('2026-02-04T10:00:00Z'), MaxResults: 5 },
      'aws cloudtrail lookup-events --start-time 2026-02-04T10:00:00.000Z --max-results 5',
    ],
    [
      'rds',
      StopDBInstance$,
      { DBInstanceIdentifier: '-x' },
      'aws rds stop-db-instance --db-instance-identifier=-x',
    ],
    [
      's3',
      GetObject$,
      { Bucket: 'b', Key: "it's" },
      `aws s3api get-object --bucket b --key 'it'\\''s' answer-object.txt`,
    ],
  ])('of %s has the members of the input as options', (service, schema, input, command) => {
    expect(cliCommand(service, schema, input)).toEqual({ prepare: null, command })
  })

  test('that sends bytes is preceded by one that writes them to a file', () => {
    expect(
      cliCommand('s3', PutObject$, { Bucket: 'b', Key: 'k', Body: new TextEncoder().encode("it's") }),
    ).toEqual({
      prepare: `printf '%s' 'it'\\''s' > object.txt`,
      command: 'aws s3api put-object --bucket b --key k --body object.txt',
    })
  })
})

test.each([
  ['VpcSecurityGroupIds', 'vpc-security-group-ids'],
  ['SSEKMSKeyId', 'ssekms-key-id'],
  ['EnableIAMDatabaseAuthentication', 'enable-iam-database-authentication'],
  ['ChecksumCRC32C', 'checksum-crc32-c'],
  ['ARNs', 'arns'],
])('%s is %s, as in botocore', (name, option) => {
  expect(kebab(name)).toBe(option)
})

test('a quoted word is one word of a shell, and the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      // A word on the command line ends at a null character.
      fc.pre(!text.includes('\0'))
      const printed = execFileSync('sh', ['-c', `printf '%s.' ${quoted(text)}`])
      expect(printed.toString()).toBe(Buffer.from(`${text}.`).toString())
    }),
    { numRuns: 60 },
  )
})
