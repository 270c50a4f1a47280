import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeRecord } from './describe.ts'
import type { CloudTrailEvent, EventResource } from './event.ts'
import { readRecord } from './record.ts'
import { summarizeEvent } from './summary.ts'
import { readEventName } from './summaryVerbs.ts'

const NOTHING: CloudTrailEvent = {
  ...describeRecord(readRecord('{"eventType":"AwsApiCall"}')),
  id: 'e',
  eventTime: null,
}

/** A sentence about alice calling from 203.0.113.7 with the AWS CLI, unless told otherwise. */
const sentence = (event: Partial<CloudTrailEvent>, record: unknown = {}): string =>
  summarizeEvent(
    {
      ...NOTHING,
      userType: 'IAMUser',
      userName: 'alice',
      sourceIPAddress: '203.0.113.7',
      userAgent: 'aws-cli/2.15.0 Python/3.11 command/iam.create-access-key',
      ...event,
    },
    record,
  )
const resource = (resourceType: string, resourceName: string): EventResource => ({
  resourceType,
  resourceName,
})

describe('the summary of an event', () => {
  it('says who did what to which resource, from where, with what', () => {
    expect(
      sentence(
        { eventName: 'CreateAccessKey' },
        {
          requestParameters: { userName: 'bob' },
          responseElements: { accessKey: { accessKeyId: 'AKIAEXAMPLE' } },
        },
      ),
    ).toBe('alice created access key AKIAEXAMPLE for user bob from 203.0.113.7 with the AWS CLI.')
  })

  it('names the resource by its plain name and counts further ones', () => {
    const user = ['arn:aws:iam::111122223333:user/team/bob', 'AIDAEXAMPLE', 'bob'].map((name) =>
      resource('AWS::IAM::User', name),
    )
    expect(sentence({ eventName: 'CreateUser', resources: user })).toMatch(/^alice created user bob from/)
    const instances = [1, 2, 3, 4, 5].map((i) => resource('AWS::EC2::Instance', `i-${i}`))
    expect(sentence({ eventName: 'TerminateInstances', resources: instances })).toMatch(
      /^alice terminated instances i-1, i-2, i-3 and 2 more from/,
    )
    expect(
      sentence({ eventName: 'PutBucketPolicy', resources: [resource('AWS::S3::Bucket', 'logs')] }),
    ).toMatch(/^alice set the policy of bucket logs from/)
  })

  it('says what was denied, and on which resource if only the message has it', () => {
    const role = {
      eventName: 'RunInstances',
      errorCode: 'Client.UnauthorizedOperation',
      userType: 'AssumedRole',
      userName: 'i-0abc',
      userAgent: null,
    }
    const issuer = { userIdentity: { sessionContext: { sessionIssuer: { userName: 'deploy' } } } }
    expect(sentence(role, issuer)).toBe(
      'Role deploy (session i-0abc) was denied RunInstances from 203.0.113.7.',
    )
    expect(
      sentence(
        { eventName: 'DeleteUser', errorCode: 'AccessDenied', userAgent: null },
        {
          errorMessage:
            'User: x is not authorized to perform: iam:DeleteUser on resource: user bob because no policy',
        },
      ),
    ).toBe('alice was denied DeleteUser on user bob from 203.0.113.7.')
  })

  it('says why it failed, and what a dry run was', () => {
    expect(sentence({ eventName: 'DeleteBucket', errorCode: 'NoSuchBucket' })).toBe(
      'alice failed to delete a bucket from 203.0.113.7 with the AWS CLI: NoSuchBucket.',
    )
    expect(sentence({ eventName: 'RunInstances', errorCode: 'Client.DryRunOperation' })).toMatch(
      /^alice did a dry run of RunInstances/,
    )
  })

  it('says that a service called for the user, once and without brackets', () => {
    expect(
      sentence({
        eventName: 'CreateStack',
        invokedBy: 'cloudformation.amazonaws.com',
        sourceIPAddress: 'cloudformation.amazonaws.com',
        userAgent: 'cloudformation.amazonaws.com',
      }),
    ).toBe('alice created a stack through AWS CloudFormation.')
    expect(sentence({ eventName: 'CreateStack', invokedBy: 'cloudformation.amazonaws.com' })).toBe(
      'alice created a stack from 203.0.113.7 through AWS CloudFormation with the AWS CLI.',
    )
    expect(sentence({ eventName: 'ListBuckets', invokedBy: 'AWS Internal' })).toContain(
      'through an AWS service',
    )
  })

  it('says with or without MFA only of users and root: for roles the record always says No', () => {
    const signIn = (userType: string, MFAUsed: string) =>
      sentence(
        { eventName: 'ConsoleLogin', eventSource: 'signin.amazonaws.com', userType },
        { additionalEventData: { MFAUsed }, responseElements: { ConsoleLogin: 'Success' } },
      )
    expect(signIn('IAMUser', 'No')).toMatch(/ without MFA\.$/)
    expect(signIn('Root', 'Yes')).toMatch(/ with MFA\.$/)
    for (const userType of ['AssumedRole', 'SAMLUser', 'IdentityCenterUser', 'FederatedUser'])
      expect(signIn(userType, 'No')).not.toContain('MFA')
  })

  it('does not claim to know who failed to sign in', () => {
    const login = {
      eventName: 'ConsoleLogin',
      eventSource: 'signin.amazonaws.com',
      eventType: 'AwsConsoleSignIn',
      userAgent: 'Mozilla/5.0',
    }
    const failure = { errorMessage: 'Failed authentication', responseElements: { ConsoleLogin: 'Failure' } }
    expect(sentence(login, failure)).toBe(
      'Someone failed to sign in to the console as alice from 203.0.113.7 in a browser: Failed authentication.',
    )
    expect(sentence({ ...login, userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, failure)).toMatch(
      /^Someone failed to sign in to the console from/,
    )
    expect(
      sentence(login, {
        responseElements: { ConsoleLogin: 'Success' },
        additionalEventData: { MFAUsed: 'Yes' },
      }),
    ).toBe('alice signed in to the console from 203.0.113.7 in a browser with MFA.')
  })

  it.each<[string, Partial<CloudTrailEvent>, unknown]>([
    ['The root user', { userType: 'Root', userName: 'root' }, {}],
    [
      'ann@example.com (IAM Identity Center, Admin)',
      { userType: 'AssumedRole', userName: 'ann@example.com' },
      { sessionContext: { sessionIssuer: { userName: 'AWSReservedSSO_Admin_0123456789abcdef' } } },
    ],
    [
      'Role app (session s)',
      { userType: 'AssumedRole', userName: 's' },
      { arn: 'arn:aws:sts::1:assumed-role/app/s' },
    ],
    ['Role app', { userType: 'Role', userName: 'app' }, { arn: 'arn:aws:iam::1:role/path/app' }],
    ['An assumed role', { userType: 'AssumedRole', userName: null }, {}],
    ['Session s', { userType: 'AssumedRole', userName: 's' }, {}],
    ['Someone', { userType: 'IAMUser', userName: null }, {}],
    ['Someone', { userType: 'IAMUser', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, {}],
    ['Federated user fred', { userType: 'FederatedUser', userName: 'fred' }, {}],
    ['SAML user sam', { userType: 'SAMLUser', userName: 'sam' }, {}],
    ['Web identity repo:org/repo', { userType: 'WebIdentityUser', userName: 'repo:org/repo' }, {}],
    ['Directory user dan', { userType: 'Directory', userName: 'dan' }, {}],
    ['IAM Identity Center user 9a67', { userType: 'IdentityCenterUser', userName: '9a67' }, {}],
    [
      'Someone in account 444455556666',
      { userType: 'AWSAccount', userName: '444455556666' },
      { accountId: '444455556666' },
    ],
    [
      'Session ci in account 444455556666',
      { userType: 'AWSAccount', userName: 'ci' },
      { accountId: '444455556666', principalId: 'AROAX:ci' },
    ],
    [
      'A user in account 444455556666',
      { userType: 'AWSAccount', userName: null },
      { accountId: '444455556666', principalId: 'AIDAX' },
    ],
    [
      'An anonymous caller',
      { userType: 'AWSAccount', userName: null },
      { accountId: 'ANONYMOUS_PRINCIPAL', principalId: '' },
    ],
    ['Amazon EC2', { userType: 'AWSService', userName: null, invokedBy: 'ec2.amazonaws.com' }, {}],
    ['An AWS service', { userType: 'AWSService', userName: null }, {}],
    ['AWS', { userType: null, userName: null, invokedBy: 'AWS Internal' }, {}],
    ['Someone', { userType: 'Unknown', userName: null }, {}],
    ['zed', { userType: 'SomethingNew', userName: 'zed' }, {}],
    ['zed', { userType: 'constructor', userName: 'zed' }, {}],
    [
      'Amazon EC2 Auto Scaling (role AWSServiceRoleForAutoScaling)',
      { userType: 'AssumedRole', userName: 'AutoScaling', invokedBy: 'autoscaling.amazonaws.com' },
      { sessionContext: { sessionIssuer: { userName: 'AWSServiceRoleForAutoScaling' } } },
    ],
  ])('calls the actor %s', (who, event, userIdentity) => {
    expect(
      sentence({ eventName: 'ListBuckets', ...event }, { userIdentity }).startsWith(`${who} listed buckets`),
    ).toBe(true)
  })

  it('names a service that assumed a role for an instance', () => {
    expect(
      sentence(
        {
          eventName: 'AssumeRole',
          userType: 'AWSService',
          userName: null,
          invokedBy: 'ec2.amazonaws.com',
          sourceIPAddress: 'ec2.amazonaws.com',
          userAgent: 'ec2.amazonaws.com',
        },
        { requestParameters: { roleArn: 'arn:aws:iam::1:role/path/web', roleSessionName: 'i-0abc' } },
      ),
    ).toBe('Amazon EC2 assumed role web for instance i-0abc.')
  })

  it('describes service and Insights events', () => {
    const service = {
      userType: null,
      userName: null,
      userAgent: 'AWS Internal',
      sourceIPAddress: 'AWS Internal',
      eventType: 'AwsServiceEvent',
    }
    expect(
      sentence(
        { ...service, eventName: 'RotateKey', invokedBy: 'AWS Internal' },
        { serviceEventDetails: { keyId: '7944f0ec' } },
      ),
    ).toBe('AWS rotated key 7944f0ec.')
    expect(
      sentence(
        { eventType: 'AwsCloudTrailInsight', eventCategory: 'Insight', userType: null, userName: null },
        {
          insightDetails: {
            state: 'Start',
            eventName: 'RunInstances',
            eventSource: 'ec2.amazonaws.com',
            insightContext: { statistics: { baseline: { average: 0.1 }, insight: { average: 12 } } },
          },
        },
      ),
    ).toBe(
      'CloudTrail Insights detected an unusual rate of RunInstances calls to Amazon EC2: 12 per minute, compared with a baseline of 0.1.',
    )
  })

  it('says what it can without a record', () => {
    expect(sentence({ eventName: 'CreateUser' }, undefined)).toBe(
      'alice created a user from 203.0.113.7 with the AWS CLI.',
    )
    expect(summarizeEvent({ ...NOTHING, eventType: null, eventCategory: null }, undefined)).toBe(
      'Someone called an unnamed action.',
    )
  })

  it('never throws and always ends', () => {
    const name = fc.constantFrom(
      ...'AssumeRole ConsoleLogin constructor __proto__ RunInstances CreateUser Batch Get X'.split(' '),
      ...'AuthorizeSecurityGroupIngress SwitchRole toString AttachUserPolicy Invoke20150331'.split(' '),
      '',
    )
    const text = fc.option(fc.string({ unit: 'binary' }))
    const types = fc.constantFrom(
      'Root',
      'IAMUser',
      'AssumedRole',
      'AWSAccount',
      'AWSService',
      'Unknown',
      'x',
      null,
    )
    const record = fc.record({
      userIdentity: fc.oneof(
        fc.anything(),
        fc.record({ sessionContext: fc.anything(), principalId: fc.anything() }),
      ),
      requestParameters: fc.anything(),
      responseElements: fc.anything(),
      insightDetails: fc.anything(),
      summary: fc.oneof(
        fc.anything(),
        fc.record({ primaryDimension: fc.record({ statistics: fc.array(fc.anything()) }) }),
      ),
      errorMessage: fc.anything(),
    })
    fc.assert(
      fc.property(
        name,
        types,
        text,
        text,
        fc.constantFrom('AwsApiCall', 'AwsConsoleSignIn', 'AwsCloudTrailInsight', 'AwsAggregatedEvent', null),
        fc.oneof(record, fc.anything()),
        (eventName, userType, userName, errorCode, eventType, anything) => {
          const said = sentence({ eventName, userType, userName, errorCode, eventType }, anything)
          expect(said.endsWith('.')).toBe(true)
          expect(said).not.toMatch(/undefined|\[object|\n/)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('an event name', () => {
  const said = (name: string) => {
    const words = readEventName(name)
    return words && `${words.base}, ${words.past}: ${words.noun}`
  }
  it('is read as a verb and a noun', () => {
    expect(said('DeleteDBInstance')).toBe('delete, deleted: DB instance')
    expect(said('ModifyVpcAttribute')).toBe('modify, modified: VPC attribute')
    expect(said('CreateFunction20150331')).toBe('create, created: function')
    expect(said('BatchGetImage')).toBe('read, read: image')
    expect(said('LookupEvents')).toBe('look up, looked up: events')
    expect(said('CreateServiceLinkedRole')).toBe('create, created: service-linked role')
  })

  it('has the past tense that its verb has in English', () => {
    expect(
      ['Stop', 'Tag', 'Copy', 'Deploy', 'Leave', 'Send', 'Run', 'Query', 'Scan', 'Submit'].map(
        (verb) => readEventName(`${verb}Things`)?.past,
      ),
    ).toEqual('stopped tagged copied deployed left sent ran queried scanned submitted'.split(' '))
  })

  it('has another verb depending on what is put', () => {
    expect(
      ['BucketPolicy', 'Parameter', 'Evaluations', 'Item', 'EventSelectors'].map(
        (noun) => readEventName(`Put${noun}`)?.past,
      ),
    ).toEqual('set wrote sent wrote set'.split(' '))
  })

  it('is not read if it says what happened, or does not start with a known verb', () => {
    for (const name of ['SharedSnapshotVolumeCreated', 'TestRotationSucceeded', 'constructor', ''])
      expect(readEventName(name)).toBeNull()
  })
})
