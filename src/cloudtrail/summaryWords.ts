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

/** The parts of an ARN that say what it names; null for other text. */
export function readArn(text: string): { readonly service: string; readonly resource: string } | null {
  const parts = /^arn:[^:]*:([^:]*):[^:]*:[^:]*:(.+)$/s.exec(text)
  return parts && { service: parts[1]!, resource: parts[2]! }
}

/** What a person would call the thing that an ARN or a queue's URL names; other text stays. */
export function nameIn(text: string): string {
  const arn = readArn(text)
  if (!arn) return shorten(/^https:\/\/sqs\.[^/]+\/\d+\/(.+)$/.exec(text)?.[1] ?? text)
  const { service, resource } = arn
  if (service === 's3') return shorten(resource)
  const whole =
    /^log-group:([^:]+)(?::\*)?$/.exec(resource)?.[1] ??
    /^parameter\/?([^/]+|\/.+)$/.exec(resource)?.[1] ??
    /^(alias\/.+)$/.exec(resource)?.[1]
  return shorten(whole ?? (resource.split(/[/:]/).at(-1) || resource))
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

const UPPER =
  /^(?:acls?|ami|api|arn|bpa|cidr|cli|cors|db|dhcp|dns|ebs|eip|fpga|gpu|iam|id|ip|ipam|kms|mfa|nat|oidc|saml|sns|sqs|ssh|ssl|ssm|sso|tls|url|vpc|vpcs|vpn|waf)$/

/** `DB instance` for `AWS::RDS::DBInstance` */
export function typeWords(resourceType: string): string {
  const last = resourceType.split('::').at(-1) ?? ''
  return inWords(last)
}

/** Names that AWS writes in its own way. */
const PROPER_NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bauto scaling\b/, 'Auto Scaling'],
  [/\bclassic link\b/, 'ClassicLink'],
  [/\bstorage lens\b/, 'Storage Lens'],
  [/\btrusted advisor\b/, 'Trusted Advisor'],
]

/** A name in camel case as words: `Auto Scaling group` for `AutoScalingGroup`. */
export const inWords = (name: string): string =>
  PROPER_NAMES.reduce((words, [pattern, proper]) => words.replace(pattern, proper), wordsIn(name).join(' '))

/** The words of a name in camel case, in lower case except for abbreviations. */
function wordsIn(name: string): string[] {
  return (name.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+/g) ?? []).map(inLowerCase)
}

function inLowerCase(word: string): string {
  const lower = word.toLowerCase()
  if (UPPER.test(lower))
    return lower.endsWith('s') && /^(?:acls|vpcs)$/.test(lower)
      ? `${lower.slice(0, -1).toUpperCase()}s`
      : lower.toUpperCase()
  return word.length > 1 && word === word.toUpperCase() && /[A-Z]/.test(word) ? word : lower
}
