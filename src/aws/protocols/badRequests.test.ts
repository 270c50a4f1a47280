import { describe, expect, it } from 'vitest'
import { AwsFailure } from '../failure.ts'
import type { AwsRequest } from '../request.ts'
import type { Service } from '../service.ts'
import { failureOf } from './answers.ts'
import { ProtocolFailure } from './protocolFailure.ts'
import { readRequest } from './readRequest.ts'
import { nameOf } from './schema.ts'
import { sdkPackage } from '../../testing/sdkClients.ts'

const SERVICES: readonly Service[] = await Promise.all(
  ['cloudtrail', 'ec2', 'iam', 'lambda', 's3', 'sts'].map(async (name) => (await sdkPackage(name)).service),
)

const json = (body: string, target = 'CloudTrail_20131101.LookupEvents') =>
  request({ body, headers: { 'x-amz-target': target } })

const form = (body: string, service = 'iam') =>
  request({ body, headers: { ...signedFor(service), 'content-type': 'application/x-www-form-urlencoded' } })

const s3 = (method: string, path: string, query = '', body = '', headers = {}) =>
  request({ method, path, query, body, headers: { ...signedFor('s3'), ...headers } })

const lambda = (method: string, path: string, query = '', body = '') =>
  request({ method, path, query, body, headers: signedFor('lambda') })

function request({ method = 'POST', path = '/', query = '', body = '', headers = {} }): AwsRequest {
  return { method, path, query, headers: new Headers(headers), body: Buffer.from(body) }
}

function signedFor(service: string) {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20260102/eu-central-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
  }
}

/** Status, and the code and text that the client sees. */
function refusal(asked: AwsRequest, services = SERVICES): string {
  const failure = failureThrown(asked, services)
  const { status, headers, body } = failureOf(failure.service, failure.failure, 'R', asked)
  return `${status} ${headers['x-amzn-errortype'] ?? ''} ${String(body).replace(/^<\?xml.*\n/, '')}`
}

function failureThrown(asked: AwsRequest, services = SERVICES): ProtocolFailure {
  try {
    readRequest(services, asked)
  } catch (error) {
    if (error instanceof ProtocolFailure) return error
    throw error
  }
  throw new Error('It was read')
}

function operationOf(asked: AwsRequest): string {
  const { service, operation } = readRequest(SERVICES, asked)
  return `${service.name} ${nameOf(operation.schema)}`
}

const inputOf = (asked: AwsRequest) => readRequest(SERVICES, asked).input

/** Without all of its operations. */
const reduced = (name: string): Service[] =>
  SERVICES.map((service) => (service.name === name ? { ...service, operations: [] } : service))

describe('which operation a request is for', () => {
  it.each([
    ['cloudtrail LookupEvents', json('{}')],
    [
      'cloudtrail LookupEvents',
      json('{}', 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents'),
    ],
    ['iam ListUsers', form('Action=ListUsers&Version=2010-05-08')],
    ['sts GetCallerIdentity', request({ body: 'Action=GetCallerIdentity&Version=2011-06-15' })],
    [
      'sts GetCallerIdentity',
      request({ method: 'GET', query: 'Action=GetCallerIdentity&Version=2011-06-15' }),
    ],
    ['s3 ListBuckets', request({ method: 'GET' })],
    ['s3 ListObjects', s3('GET', '/bucket')],
    ['s3 ListObjects', s3('GET', '/bucket/')],
    ['s3 ListObjectsV2', s3('GET', '/bucket', 'list-type=2&prefix=a')],
    ['s3 GetBucketAcl', s3('GET', '/bucket', 'acl')],
    ['s3 GetObject', s3('GET', '/bucket/a/b')],
    ['s3 GetObject', s3('GET', '/a/b', '', '', { host: 'bucket.localhost:8080' })],
    ['s3 ListObjects', s3('GET', '/', '', '', { host: 'bucket.localhost' })],
    ['s3 HeadBucket', s3('HEAD', '/bucket')],
    ['s3 PutObject', s3('PUT', '/bucket/key', 'x-id=PutObject')],
    ['s3 CopyObject', s3('PUT', '/bucket/key', '', '', { 'x-amz-copy-source': '/a/b' })],
    ['s3 UploadPart', s3('PUT', '/bucket/key', 'partNumber=1&uploadId=x')],
    ['s3 ListParts', s3('GET', '/bucket/key', 'uploadId=x')],
    ['s3 GetBucketAnalyticsConfiguration', s3('GET', '/bucket', 'analytics&id=x')],
    ['s3 ListBucketAnalyticsConfigurations', s3('GET', '/bucket', 'analytics')],
    ['lambda ListFunctions', lambda('GET', '/2015-03-31/functions/')],
    ['lambda GetFunction', lambda('GET', '/2015-03-31/functions/arn%3Aaws%3Alambda')],
    ['lambda Invoke', lambda('POST', '/2015-03-31/functions/f/invocations')],
  ])('%s', (wanted, asked) => {
    expect(operationOf(asked)).toBe(wanted)
  })

  it('reads bucket and key with their escapes', () => {
    expect(inputOf(s3('GET', '/my-bucket//a%20b%2F+%C3%BC', 'versionId=1+2'))).toEqual({
      Bucket: 'my-bucket',
      Key: '/a b/+ü',
      VersionId: '1 2',
    })
  })
})

describe('what no protocol of AWS has', () => {
  it.each<[string, AwsRequest, RegExp]>([
    [
      'an unknown target',
      json('{}', 'CloudTrail_20131101.Nothing'),
      /^400 UnknownOperationException \{"__type":"UnknownOperationException","message":"There is no operation Nothing\."\}$/,
    ],
    ['a target of no service', json('{}', 'Other.LookupEvents'), /^400 UnknownOperationException \{/],
    [
      'an unknown action',
      form('Action=Nothing&Version=2010-05-08'),
      /^400 {2}<ErrorResponse xmlns="https:\/\/iam[^>]*><Error><Type>Sender<\/Type><Code>InvalidAction<.*<RequestId>R</,
    ],
    [
      'no action',
      form('Version=2016-11-15', 'ec2'),
      /^400 {2}<Response><Errors><Error><Code>MissingAction<.*<RequestID>R</,
    ],
    ['a method that S3 has not', s3('PATCH', '/bucket/key'), /^405 {2}<Error><Code>MethodNotAllowed</],
    [
      'a path that Lambda has not',
      lambda('GET', '/2015-03-31/nothing'),
      /^404 UnknownOperationException \{"Type":"User"/,
    ],
    [
      'a service that is not simulated',
      request({ headers: { ...signedFor('sqs'), 'x-amz-target': 'AmazonSQS.SendMessage' } }),
      /^400 UnsupportedOperation .*does not have the service sqs/,
    ],
  ])('%s', (_, asked, wanted) => {
    expect(refusal(asked)).toMatch(wanted)
  })
})

describe('what AWS has and the simulated account has not', () => {
  it.each<[string, AwsRequest, RegExp]>([
    [
      'cloudtrail',
      json('{}'),
      /^400 UnsupportedOperationException \{.*does not have the operation LookupEvents of cloudtrail/,
    ],
    [
      'ec2',
      form('Action=DescribeVolumes', 'ec2'),
      /^400 {2}<Response>.*<Code>UnsupportedOperation<.*DescribeVolumes/,
    ],
    ['iam', form('Action=ListUsers'), /^400 {2}<ErrorResponse.*<Code>UnsupportedOperation</],
    ['lambda', lambda('GET', '/2015-03-31/functions'), /^400 UnsupportedOperationException \{/],
    ['s3', s3('GET', '/bucket', 'acl'), /^501 {2}<Error><Code>NotImplemented<.*GetBucketAcl/],
  ])('%s', (service, asked, wanted) => {
    expect(refusal(asked, reduced(service))).toMatch(wanted)
  })

  it('has no body for HEAD', () => {
    expect(refusal(s3('HEAD', '/bucket'), reduced('s3'))).toBe('501  ')
  })
})

describe('input that is wrong', () => {
  const deep = '['.repeat(100_000)
  const tags = 'CloudTrail_20131101.AddTags'
  it.each<[string, AwsRequest, RegExp]>([
    ['JSON that is cut off', json('{"MaxResults":'), /^400 SerializationException/],
    ['JSON that is no object', json('[]'), /SerializationException.*START_ARRAY/],
    [
      'JSON that is nested too deep',
      json(`{"LookupAttributes":${deep}`),
      /SerializationException.*64 levels/,
    ],
    [
      'bytes that are not UTF-8',
      { ...json(''), body: Uint8Array.of(0x7b, 0xff, 0x7d) },
      /SerializationException.*UTF-8/,
    ],
    [
      'text for a number',
      json('{"MaxResults":"50"}'),
      /SerializationException.*STRING_VALUE can not be converted to a number: MaxResults/,
    ],
    ['a text for a time', json('{"StartTime":"yesterday"}'), /SerializationException.*yesterday.*StartTime/],
    ['a time that no clock shows', json('{"StartTime":1e300}'), /SerializationException.*StartTime/],
    ['a list for a text', json('{"NextToken":[]}'), /SerializationException.*NextToken/],
    [
      'no required member in JSON',
      json('{"TagsList":[{}]}', tags),
      /^400 ValidationException .*2 validation errors detected: Value null at 'resourceId' failed.*'tagsList\.1\.key'/,
    ],
    [
      'a JSON body that is too long',
      json(`{"NextToken":"${'x'.repeat(3_000_000)}"}`),
      /^413 RequestEntityTooLargeException/,
    ],
    [
      'an escape in a form that is none',
      form('Action=CreateUser&UserName=%zz'),
      /^400 {2}.*MalformedQueryString/,
    ],
    [
      'a number in a form that is none',
      form('Action=ListUsers&MaxItems=many'),
      /MalformedInput.*many.*MaxItems/,
    ],
    [
      'a list in a form without numbers',
      form('Action=CreateUser&UserName=a&Tags.member.x.Key=a'),
      /MalformedInput/,
    ],
    [
      'no required member in a form',
      form('Action=CreateUser'),
      /^400 {2}.*<Code>ValidationError<.*1 validation error detected: Value null at 'userName'/,
    ],
    [
      'no required member for EC2',
      form('Action=StopInstances', 'ec2'),
      /<Code>MissingParameter<.*must contain the parameter InstanceId</,
    ],
    [
      'a number for EC2 that is none',
      form('Action=DescribeInstances&MaxResults=x', 'ec2'),
      /<Code>InvalidParameterValue<.*MaxResults/,
    ],
    ['a name in a form with too many parts', form(`Action=CreateUser&${'a.'.repeat(100)}=1`), /64 levels/],
    ['XML that is cut off', s3('PUT', '/b', 'tagging', '<Tagging><TagSet>'), /^400 {2}.*MalformedXML/],
    ['XML of another kind', s3('PUT', '/b', 'tagging', '<Other/>'), /MalformedXML.*Other/],
    [
      'XML that is nested too deep',
      s3('PUT', '/b', 'tagging', '<a>'.repeat(1000)),
      /MalformedXML.*64 levels/,
    ],
    [
      'XML with a document type',
      s3('PUT', '/b', 'tagging', '<!DOCTYPE a [<!ENTITY b "c">]><Tagging>&b;</Tagging>'),
      /MalformedXML/,
    ],
    ['no XML where it has to be', s3('PUT', '/b', 'tagging'), /InvalidArgument.*Tagging/],
    [
      'a number in a query that is none',
      s3('GET', '/b', 'list-type=2&max-keys=x'),
      /InvalidArgument.*max-keys.*<ArgumentName>max-keys</,
    ],
    [
      'a time in a header that is none',
      s3('GET', '/b/k', '', '', { 'if-modified-since': 'today' }),
      /InvalidArgument.*If-Modified-Since/i,
    ],
    ['an escape in a path that is none', s3('GET', '/b/%zz'), /InvalidURI/],
    [
      'a body that is not aws-chunked',
      s3('PUT', '/b/k', '', 'x', { 'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER' }),
      /^400 /,
    ],
    [
      'JSON of Lambda that is cut off',
      lambda('POST', '/2015-03-31/functions', '', '{'),
      /^400 SerializationException/,
    ],
    [
      'no required member of Lambda',
      lambda('POST', '/2015-03-31/functions', '', '{"FunctionName":"f"}'),
      /ValidationException.*'code'/,
    ],
  ])('%s', (_, asked, wanted) => {
    expect(refusal(asked)).toMatch(wanted)
  })

  it('is taken where AWS takes it: nulls, unknown members, names of the prototype', () => {
    expect(
      inputOf(json('{"MaxResults":null,"Other":{"a":1},"__proto__":{"NextToken":"x"},"StartTime":1.5}')),
    ).toEqual({
      StartTime: new Date(1500),
    })
  })

  it('cannot change the prototype of a map', () => {
    const input = inputOf(
      lambda(
        'POST',
        '/2015-03-31/functions',
        '',
        '{"FunctionName":"f","Role":"r","Code":{},"Tags":{"__proto__":"x"}}',
      ),
    )
    expect(Object.keys(input['Tags'] as object)).toEqual(['__proto__'])
  })

  it('has content from aws-chunked, with its trailers and its own encoding', () => {
    const body =
      '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\nx-amz-acl:public-read\r\nx-amz-checksum-sha1:\0\r\n\r\n'
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'content-encoding': 'aws-chunked, gzip',
    }
    const input = inputOf(s3('PUT', '/b/k', '', body, headers))
    expect(Buffer.from(input['Body'] as Uint8Array).toString()).toBe('hello')
    expect(input).toMatchObject({ ContentEncoding: 'gzip', ChecksumCRC32: 'NhCmhg==', ContentLength: 5 })
    expect(input).not.toHaveProperty('ACL')
  })
})

it('an operation fails in its protocol, with its own members', () => {
  const failure = new AwsFailure('BucketAlreadyExists', 'Taken', 409, { BucketName: 'a<b', At: new Date(0) })
  const [s3Service] = SERVICES.filter(({ name }) => name === 's3')
  const { body, headers } = failureOf(s3Service!, failure, 'R', s3('PUT', '/b'))
  expect(body).toContain(
    '<BucketName>a&lt;b</BucketName><At>1970-01-01T00:00:00.000Z</At><RequestId>R</RequestId>',
  )
  expect(headers).toMatchObject({ 'x-amz-request-id': 'R', 'content-type': 'application/xml' })
})
