import fc from 'fast-check'
import { expect, test } from 'vitest'
import { awsConsoleLink } from './awsConsoleLink.ts'

const link = (resourceType: string, resourceName: string, region = 'eu-central-1') =>
  awsConsoleLink({ resourceType, resourceName }, region)

test('common resources have a page in the AWS console of their partition', () => {
  expect(link('AWS::EC2::Instance', 'i-0123456789abcdef0')).toBe(
    'https://console.aws.amazon.com/ec2/home?region=eu-central-1#InstanceDetails:instanceId=i-0123456789abcdef0',
  )
  expect(link('AWS::IAM::Role', 'arn:aws:iam::111122223333:role/app/deploy')).toBe(
    'https://console.aws.amazon.com/iam/home#/roles/details/deploy',
  )
  expect(link('AWS::S3::Bucket', 'arn:aws-cn:s3:::logs', 'cn-north-1')).toBe(
    'https://console.amazonaws.cn/s3/buckets/logs',
  )
})

test('there is none for other types, unique IDs, and names or Regions that are not valid in AWS', () => {
  expect(link('AWS::SNS::Topic', 'alerts')).toBeNull()
  expect(link('AWS::IAM::User', 'AIDAEXAMPLEUSERID')).toBeNull()
  expect(link('AWS::S3::Bucket', 'logs/../../evil')).toBeNull()
  expect(link('AWS::EC2::Instance', 'i-1#javascript:alert(1)')).toBeNull()
  expect(link('AWS::S3::Bucket', 'logs', 'evil.example/')).toBeNull()
})

test('whatever a record contains, a link leads to an AWS console', () => {
  const types = fc.constantFrom('AWS::S3::Bucket', 'AWS::IAM::User', 'AWS::Lambda::Function', 'AWS::KMS::Key')
  const texts = fc.oneof(fc.string(), fc.webUrl(), fc.stringMatching(/^[a-z@.:/#?-]{3,20}$/))
  fc.assert(
    fc.property(types, texts, fc.oneof(texts, fc.constant('us-gov-west-1')), (type, name, region) => {
      const url = link(type, name, region)
      if (url === null) return
      const { protocol, hostname, username, port } = new URL(url)
      expect([protocol, username, port]).toEqual(['https:', '', ''])
      expect(hostname).toMatch(/^console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)$/)
    }),
  )
})
