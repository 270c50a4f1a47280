/** Names of services by the first part of their DNS name. */
const SERVICES: Readonly<Record<string, string>> = {
  'access-analyzer': 'IAM Access Analyzer',
  acm: 'AWS Certificate Manager',
  apigateway: 'Amazon API Gateway',
  athena: 'Amazon Athena',
  autoscaling: 'Amazon EC2 Auto Scaling',
  backup: 'AWS Backup',
  batch: 'AWS Batch',
  bedrock: 'Amazon Bedrock',
  cloudformation: 'AWS CloudFormation',
  cloudfront: 'Amazon CloudFront',
  cloudshell: 'AWS CloudShell',
  cloudtrail: 'AWS CloudTrail',
  codebuild: 'AWS CodeBuild',
  codepipeline: 'AWS CodePipeline',
  config: 'AWS Config',
  dynamodb: 'Amazon DynamoDB',
  ec2: 'Amazon EC2',
  ecr: 'Amazon ECR',
  ecs: 'Amazon ECS',
  'ecs-tasks': 'Amazon ECS',
  eks: 'Amazon EKS',
  elasticache: 'Amazon ElastiCache',
  elasticbeanstalk: 'AWS Elastic Beanstalk',
  elasticloadbalancing: 'Elastic Load Balancing',
  events: 'Amazon EventBridge',
  glue: 'AWS Glue',
  guardduty: 'Amazon GuardDuty',
  health: 'AWS Health',
  iam: 'IAM',
  inspector2: 'Amazon Inspector',
  kms: 'AWS KMS',
  lambda: 'AWS Lambda',
  logs: 'CloudWatch Logs',
  monitoring: 'Amazon CloudWatch',
  organizations: 'AWS Organizations',
  rds: 'Amazon RDS',
  redshift: 'Amazon Redshift',
  'resource-explorer-2': 'AWS Resource Explorer',
  route53: 'Amazon Route 53',
  s3: 'Amazon S3',
  secretsmanager: 'AWS Secrets Manager',
  securityhub: 'AWS Security Hub',
  ses: 'Amazon SES',
  signin: 'AWS sign-in',
  sns: 'Amazon SNS',
  sqs: 'Amazon SQS',
  ssm: 'AWS Systems Manager',
  sso: 'IAM Identity Center',
  states: 'AWS Step Functions',
  sts: 'AWS STS',
  support: 'AWS Support',
  trustedadvisor: 'AWS Trusted Advisor',
}

/** `Amazon EC2` for `ec2.amazonaws.com`; unknown principals stay as they are. */
export function serviceName(principal: string): string {
  if (principal.startsWith('AWS Internal')) return 'AWS'
  const first = /^([\w-]+)\.(?:[\w-]+\.)*amazonaws\.com(?:\.cn)?$/i.exec(principal)?.[1]?.toLowerCase()
  return first !== undefined && Object.hasOwn(SERVICES, first) ? SERVICES[first]! : shorten(principal)
}

const LONGEST = 120

/** One line, short enough for a sentence. */
export function shorten(text: string): string {
  const line = text.replace(/[\s\u0085\u2028\u2029]+/g, ' ').trim()
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`
}

/** The last part of an ARN that a person would call its name; other text stays. */
export function nameIn(text: string): string {
  const resource = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.+)$/s.exec(text)
  if (!resource) return shorten(text)
  const [, service, rest = ''] = resource
  if (service === 's3') return shorten(rest)
  return shorten(rest.split(/[/:]/).at(-1) || rest)
}

/**
 * The text at a path of a parsed record, the first one if the path crosses a list; null for
 * nothing, brackets and empty text.
 */
export function textIn(record: unknown, path: string): string | null {
  let at = record
  for (const name of path.split('.')) {
    if (Array.isArray(at)) at = at[0] as unknown
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return null
    at = Reflect.get(at, name)
  }
  if (Array.isArray(at)) at = at[0] as unknown
  if (typeof at === 'string') return at.trim() === '' ? null : at
  return typeof at === 'number' || typeof at === 'boolean' ? String(at) : null
}

/**
 * Past tenses that the rules below do not produce, and verbs that read better than CloudTrail's.
 */
const VERBS: Readonly<Record<string, readonly [base: string, past: string]>> = {
  Get: ['read', 'read'],
  BatchGet: ['read', 'read'],
  Head: ['check', 'checked'],
  Put: ['put', 'put'],
  Run: ['run', 'ran'],
  Set: ['set', 'set'],
  Send: ['send', 'sent'],
  Stop: ['stop', 'stopped'],
  Begin: ['begin', 'began'],
  Tag: ['tag', 'tagged'],
  Untag: ['untag', 'untagged'],
  Leave: ['leave', 'left'],
  Submit: ['submit', 'submitted'],
  Admit: ['admit', 'admitted'],
  Reset: ['reset', 'reset'],
  Scan: ['scan', 'scanned'],
  Split: ['split', 'split'],
  Swap: ['swap', 'swapped'],
  Unsubscribe: ['unsubscribe', 'unsubscribed'],
}

const REGULAR = new Set(
  `Accept Activate Add Advertise Allocate Apply Approve Assign Associate Assume Attach Authorize Bundle Cancel Change Check Complete
  Confirm Connect Copy Create Deactivate Decode Decrypt Delete Deploy Deprecate Deregister Describe Detach Detect Disable Disassociate
  Discover Download Enable Encrypt Enroll Evaluate Execute Export Filter Finalize Generate Grant Import Initialize Initiate Install
  Invite Invoke Issue Join Label List Lock Login Lookup Merge Migrate Modify Move Notify Open Optimize Pause Poll Preview Promote
  Provision Publish Purchase Purge Query Reboot Receive Record Redact Refresh Register Reject Release Remove Renew Replace Replicate Report
  Request Resend Resolve Respond Restore Resume Resync Retire Retrieve Retry Return Revoke Rollback Rotate Schedule Search Select Sign
  Simulate Start Subscribe Suspend Switch Sync Synchronize Terminate Test Transfer Translate Trigger Unassign Unlock Update Upgrade Upload
  Validate Verify View`.split(/\s+/),
)

const UPPER =
  /^(?:acls?|ami|api|arn|bpa|cidr|cli|cors|db|dhcp|dns|ebs|eip|fpga|gpu|iam|id|ip|ipam|kms|mfa|nat|oidc|saml|sns|sqs|ssh|ssl|ssm|sso|tls|url|vpc|vpcs|vpn|waf)$/

/**
 * `CreateAccessKey` as verb and words: `create`, `created`, `access key`. null if it does not start
 * with a known verb. API versions at the end are left out.
 */
export function readEventName(
  eventName: string,
): { readonly base: string; readonly past: string; readonly words: string } | null {
  const words = withoutVersion(eventName).match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+/g) ?? []
  const batch = words[0] === 'Batch' && words.length > 1
  const verb = words[batch ? 1 : 0] ?? ''
  const known = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined
  if (!known && !REGULAR.has(verb)) return null
  const [base, past] = known ?? [verb.toLowerCase(), pastOf(verb.toLowerCase())]
  return {
    base,
    past,
    words: words
      .slice(batch ? 2 : 1)
      .map(inLowerCase)
      .join(' '),
  }
}

/**
 * Lambda and CloudFront write the API's version: `CreateFunction20150331`,
 * `UpdateFunctionCode20150331v2`.
 */
export function withoutVersion(eventName: string): string {
  return eventName.replace(/_?20\d\d_?\d\d_?\d\d(?:v\d)?$/, '')
}

/** `DB instance` for `AWS::RDS::DBInstance` */
export function typeWords(resourceType: string): string {
  const last = resourceType.split('::').at(-1) ?? ''
  return (last.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+/g) ?? []).map(inLowerCase).join(' ')
}

function inLowerCase(word: string): string {
  const lower = word.toLowerCase()
  if (UPPER.test(lower))
    return lower.endsWith('s') && /^(?:acls|vpcs)$/.test(lower)
      ? `${lower.slice(0, -1).toUpperCase()}s`
      : lower.toUpperCase()
  return word.length > 1 && word === word.toUpperCase() && /[A-Z]/.test(word) ? word : lower
}

function pastOf(verb: string): string {
  if (verb.endsWith('e')) return `${verb}d`
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb}ed`
}
