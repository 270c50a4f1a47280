import { describe, expect, it } from 'vitest'
import { describeRecord } from './describe.ts'
import { readRecord } from './record.ts'
import { summarizeEvent } from './summary.ts'

type Parts = Readonly<Record<string, unknown>>

/** The sentence about alice calling without an address, without her name. */
function said(eventName: string, service: string, requestParameters: Parts = {}, more: Parts = {}): string {
  const record = {
    eventName,
    eventSource: `${service}.amazonaws.com`,
    eventType: 'AwsApiCall',
    userIdentity: { type: 'IAMUser', userName: 'alice' },
    requestParameters,
    ...more,
  }
  const { eventTimeMs: _, ...event } = describeRecord(readRecord(JSON.stringify(record)))
  return summarizeEvent({ ...event, id: 'e', eventTime: null }, record).replace(/^alice (.*)\.$/, '$1')
}

const denied = (errorMessage: string) => ({ errorCode: 'AccessDenied', errorMessage })

describe('what an event did, in words', () => {
  it.each<[string, string, string, Parts?]>([
    // A noun without a name has an article, where it can have one.
    ['created a NAT gateway', 'CreateNatGateway', 'ec2'],
    ['created an integration', 'CreateIntegration', 'apigateway'],
    ['read the account summary', 'GetAccountSummary', 'iam'],
    ['described instance information', 'DescribeInstanceInformation', 'ssm'],
    ['described hosts', 'DescribeHosts', 'ec2'],
    // The name of a resource, or what the request calls the noun.
    ['created user bob', 'CreateUser', 'iam', { userName: 'bob' }],
    ['deleted log group /aws/x', 'DeleteLogGroup', 'logs', { logGroupName: '/aws/x' }],
    ['updated service web', 'UpdateService', 'ecs', { service: 'web' }],
    ['described task definition web:7', 'DescribeTaskDefinition', 'ecs', { taskDefinition: 'web:7' }],
    ['wrote parameter /a/b/c', 'PutParameter', 'ssm', { name: '/a/b/c' }],
    // A part of a resource.
    ['set the policy of bucket logs', 'PutBucketPolicy', 's3', { bucketName: 'logs' }],
    ['read the tags of bucket logs', 'GetBucketTagging', 's3', { bucketName: 'logs' }],
    ['read the status of trail t', 'GetTrailStatus', 'cloudtrail', { name: 't' }],
    ['modified an attribute of instance i-1', 'ModifyInstanceAttribute', 'ec2', { instanceId: 'i-1' }],
    ['updated the code of function f', 'UpdateFunctionCode20150331v2', 'lambda', { functionName: 'f' }],
    // The preposition is in the name.
    ['listed instance profiles for role r', 'ListInstanceProfilesForRole', 'iam', { roleName: 'r' }],
    ['listed versions of function f', 'ListVersionsByFunction20150331', 'lambda', { functionName: 'f' }],
    ['listed the attached policies of role r', 'ListAttachedRolePolicies', 'iam', { roleName: 'r' }],
    // Things in a container, and things that belong to another.
    ['described images in repository app', 'DescribeImages', 'ecr', { repositoryName: 'app' }],
    ['wrote an item to table t', 'PutItem', 'dynamodb', { tableName: 't' }],
    ['created a snapshot of volume vol-1', 'CreateSnapshot', 'ec2', { volumeId: 'vol-1' }],
    // Verbs of their own.
    ['looked up events', 'LookupEvents', 'cloudtrail'],
    ['started a log query on log group g', 'StartQuery', 'logs', { logGroupName: 'g' }],
    [
      'created log stream s in log group g',
      'CreateLogStream',
      'logs',
      { logGroupName: 'g', logStreamName: 's' },
    ],
    ['read object k in bucket b', 'GetObject', 's3', { bucketName: 'b', key: 'k' }],
    [
      'detached policy p from user bob',
      'DetachUserPolicy',
      'iam',
      { userName: 'bob', policyArn: 'arn:aws:iam::1:policy/p' },
    ],
    ['checked the identity of the current credentials', 'GetCallerIdentity', 'sts'],
    [
      'deactivated access key AKIA of user bob',
      'UpdateAccessKey',
      'iam',
      { userName: 'bob', accessKeyId: 'AKIA', status: 'Inactive' },
    ],
    [
      'removed a permission from function f',
      'RemovePermission20150331v2',
      'lambda',
      { functionName: 'f', statementId: 's' },
    ],
    ['described Auto Scaling groups', 'DescribeAutoScalingGroups', 'autoscaling'],
    ['called FrobnicateThings', 'FrobnicateThings', 'ec2'],
  ])('%s', (words, eventName, service, parameters) => {
    expect(said(eventName, service, parameters)).toBe(words)
  })

  it('does not say "from" twice', () => {
    const parameters = { userName: 'bob', policyArn: 'arn:aws:iam::1:policy/p' }
    expect(said('DetachUserPolicy', 'iam', parameters, { sourceIPAddress: '192.0.2.1' })).toBe(
      'detached policy p from user bob, calling from 192.0.2.1',
    )
  })

  it('names a bucket that S3 lists as the prefix of all its objects', () => {
    const resources = [
      { type: 'AWS::S3::Object', ARNPrefix: 'arn:aws:s3:::logs/' },
      { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::logs' },
    ]
    expect(said('HeadBucket', 's3', {}, { resources, errorCode: 'AccessDenied' })).toBe(
      'was denied HeadBucket on bucket logs',
    )
  })

  it.each([
    ['was denied CreateLogStream on log stream s', 'arn:aws:logs:us-east-1:1:log-group:g:log-stream:s'],
    ['was denied CreateLogStream on function f', 'arn:aws:lambda:us-east-1:1:function:f'],
    ['was denied CreateLogStream on bucket b', '"arn:aws:s3:::b"'],
    ['was denied CreateLogStream', 'arn:aws:iam::1:role/'],
    ['was denied CreateLogStream', 'arn:aws:ce:us-east-1:1:/GetCostAndUsage'],
    ['was denied CreateLogStream', 'user because no identity-based policy allows it'],
  ])('%s, by its message', (words, resource) => {
    expect(
      said('CreateLogStream', 'logs', {}, denied(`User: x is not authorized on resource: ${resource}`)),
    ).toBe(words)
  })
})
