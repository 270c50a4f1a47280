import type { EventResource } from './event.ts'
import { nameIn } from './summaryWords.ts'

interface Page {
  /** Names for which there is such a page; nothing else of a record gets into a link. */
  readonly name: RegExp
  readonly path: (name: string, region: string) => string
}

const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/
const IAM_NAME = /^[\w+=,.@-]{1,128}$/

const ec2 = (prefix: string, page: string): Page => ({
  name: new RegExp(`^${prefix}-[0-9a-f]{8,17}$`),
  path: (name, region) => `/ec2/home?region=${region}#${page}=${name}`,
})
const vpc = (prefix: string, page: string): Page => ({
  name: new RegExp(`^${prefix}-[0-9a-f]{8,17}$`),
  path: (name, region) => `/vpcconsole/home?region=${region}#${page}=${name}`,
})

const PAGES: ReadonlyMap<string, Page> = new Map([
  ['AWS::EC2::Instance', ec2('i', 'InstanceDetails:instanceId')],
  ['AWS::EC2::SecurityGroup', ec2('sg', 'SecurityGroup:groupId')],
  ['AWS::EC2::Volume', ec2('vol', 'VolumeDetails:volumeId')],
  ['AWS::EC2::Snapshot', ec2('snap', 'SnapshotDetails:snapshotId')],
  ['AWS::EC2::Ami', ec2('ami', 'ImageDetails:imageId')],
  ['AWS::EC2::VPC', vpc('vpc', 'VpcDetails:VpcId')],
  ['AWS::EC2::Subnet', vpc('subnet', 'SubnetDetails:subnetId')],
  ['AWS::S3::Bucket', { name: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, path: (name) => `/s3/buckets/${name}` }],
  ['AWS::IAM::User', { name: IAM_NAME, path: (name) => `/iam/home#/users/details/${name}` }],
  ['AWS::IAM::Role', { name: IAM_NAME, path: (name) => `/iam/home#/roles/details/${name}` }],
  [
    'AWS::Lambda::Function',
    { name: /^[\w-]{1,64}$/, path: (name, region) => `/lambda/home?region=${region}#/functions/${name}` },
  ],
  [
    'AWS::KMS::Key',
    {
      name: /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
      path: (name, region) => `/kms/home?region=${region}#/kms/keys/${name}`,
    },
  ],
  [
    'AWS::DynamoDB::Table',
    {
      name: /^[\w.-]{3,255}$/,
      path: (name, region) => `/dynamodbv2/home?region=${region}#table?name=${name}`,
    },
  ],
])

/**
 * The page of a resource in the AWS console; null where there is none, or where name or Region are
 * not ones that AWS gives. Never a URL of the record: only a checked name and Region get into it.
 */
export function awsConsoleLink({ resourceType, resourceName }: EventResource, region: string): string | null {
  const page = PAGES.get(resourceType ?? '')
  const name = nameIn(resourceName ?? '')
  if (!page || !page.name.test(name) || /^A(?:ID|RO)A[A-Z0-9]{8,}$/.test(name) || !REGION.test(region))
    return null
  return `https://${consoleOf(region)}${page.path(name, region)}`
}

function consoleOf(region: string): string {
  if (region.startsWith('cn-')) return 'console.amazonaws.cn'
  return region.startsWith('us-gov-') ? 'console.amazonaws-us-gov.com' : 'console.aws.amazon.com'
}
