import type { Job } from './people.ts'

/** The tool that a person works with. */
export type Medium = 'console' | 'commandLine' | 'boto3' | 'terraform'

/** A task: the calls it makes, in order. A call that ends in `?` is made every other time. */
export interface Errand {
  readonly medium: Medium
  readonly calls: readonly string[]
}

const page = (calls: string): Errand => ({ medium: 'console', calls: calls.split(' ') })
const commands = (calls: string): Errand => ({ medium: 'commandLine', calls: calls.split(' ') })
const script = (calls: string): Errand => ({ medium: 'boto3', calls: calls.split(' ') })
const plan = (calls: string): Errand => ({ medium: 'terraform', calls: calls.split(' ') })

const INSTANCES = page(
  'ec2:DescribeInstances ec2:DescribeInstanceStatus ec2:DescribeAddresses? ec2:DescribeVolumes? ec2:DescribeSecurityGroups ' +
    'ec2:DescribeTags? monitoring:DescribeAlarms autoscaling:DescribeAutoScalingGroups? health:DescribeEventAggregates? ' +
    'compute-optimizer:GetEnrollmentStatus? ec2:DescribeRegions? ec2:DescribeKeyPairs? ec2:DescribeAccountAttributes? ec2:DescribeInstanceTypes? ec2:DescribeInstanceAttribute? ec2:GetConsoleOutput?',
)
const NETWORK = page(
  'ec2:DescribeVpcs ec2:DescribeSubnets ec2:DescribeRouteTables? ec2:DescribeSecurityGroups ' +
    'ec2:DescribeSecurityGroupRules ec2:DescribeNetworkInterfaces? ec2:DescribeAvailabilityZones?',
)
const BUCKET = page(
  's3:ListBuckets s3:GetBucketLocation s3:GetBucketVersioning? s3:GetBucketTagging? s3:GetBucketPolicyStatus ' +
    's3:GetBucketPublicAccessBlock? s3:GetBucketPolicy? s3:GetBucketAcl? s3:GetBucketEncryption? s3:GetBucketLifecycle? ' +
    's3:GetBucketCors? s3:GetBucketLogging?',
)
const USERS = page(
  'iam:GetAccountSummary iam:ListAccountAliases? iam:ListUsers iam:ListGroups? iam:GetUser iam:ListMFADevices iam:ListAccessKeys ' +
    'iam:GetAccessKeyLastUsed? iam:GetLoginProfile? iam:ListGroupsForUser iam:ListAttachedUserPolicies?',
)
const ROLES = page(
  'iam:ListRoles iam:ListInstanceProfiles? iam:GetRole iam:ListAttachedRolePolicies iam:ListRolePolicies? iam:ListPolicies?',
)
const FUNCTION = page(
  'lambda:GetAccountSettings20160819? lambda:ListFunctions20150331 lambda:GetFunction20150331v2 lambda:ListTags20170331? ' +
    'lambda:GetPolicy20150331v2? lambda:ListEventSourceMappings20150331? logs:DescribeLogStreams logs:FilterLogEvents?',
)
const LOGS = page(
  'logs:DescribeLogGroups logs:DescribeLogStreams logs:FilterLogEvents? logs:StartQuery logs:GetQueryResults logs:GetQueryResults?',
)
const METRICS = page(
  'monitoring:ListDashboards monitoring:GetDashboard monitoring:DescribeAlarms monitoring:ListMetrics?',
)
const CONTAINERS = page(
  'ecs:ListClusters ecs:DescribeClusters ecs:ListServices ecs:DescribeServices ecs:ListTasks ecs:DescribeTasks ' +
    'ecs:DescribeTaskDefinition? elasticloadbalancing:DescribeTargetGroups? elasticloadbalancing:DescribeTargetHealth? logs:FilterLogEvents?',
)
const DATABASE = page(
  'rds:DescribeDBInstances rds:DescribeDBClusters? rds:DescribeEvents rds:DescribePendingMaintenanceActions? ' +
    'rds:ListTagsForResource? rds:DescribeDBSnapshots? rds:DescribeDBLogFiles?',
)
const TABLE = page(
  'dynamodb:ListTables dynamodb:DescribeTable dynamodb:DescribeContinuousBackups? dynamodb:DescribeTimeToLive? monitoring:DescribeAlarms?',
)
const QUEUE = page(
  'sqs:ListQueues sqs:GetQueueAttributes sqs:GetQueueAttributes? sns:ListTopics? sns:GetTopicAttributes? monitoring:DescribeAlarms?',
)
const SECRETS = page(
  'secretsmanager:ListSecrets secretsmanager:DescribeSecret kms:ListAliases? kms:ListKeys?',
)
const TRAIL = page(
  'cloudtrail:DescribeTrails cloudtrail:LookupEvents cloudtrail:LookupEvents? cloudtrail:ListEventDataStores? cloudtrail:GetEventSelectors?',
)
const FINDINGS = page(
  'guardduty:ListDetectors guardduty:ListFindings guardduty:GetFindings securityhub:GetFindings? access-analyzer:ListAnalyzers? access-analyzer:ListFindings?',
)
const STACKS = page(
  'cloudformation:ListStacks cloudformation:DescribeStacks cloudformation:DescribeStackEvents cloudformation:GetTemplate? codepipeline:GetPipelineState?',
)
const BILL = page(
  'ce:GetCostAndUsage ce:GetCostForecast ce:GetDimensionValues? budgets:DescribeBudgets ce:GetCostAndUsage? health:DescribeEventAggregates?',
)
const EXECUTIONS = page(
  'states:ListExecutions states:DescribeExecution states:DescribeExecution? events:ListRules?',
)
const EDGE = page(
  'cloudfront:ListDistributions2020_05_31 cloudfront:GetDistribution2020_05_31 acm:ListCertificates? route53:ListHostedZones?',
)

const CLI_INSTANCES = commands(
  'sts:GetCallerIdentity? ec2:DescribeInstances ec2:DescribeInstances? ec2:DescribeSecurityGroups?',
)
const CLI_CONTAINERS = commands(
  'ecs:ListServices? ecs:DescribeServices ecs:ListTasks ecs:DescribeTasks? logs:FilterLogEvents',
)
const CLI_SHELL = commands(
  'ec2:DescribeInstances? ssm:DescribeInstanceInformation? ssm:StartSession ssm:TerminateSession',
)
const CLI_IMAGE = commands(
  'sts:GetCallerIdentity? ecr:GetAuthorizationToken ecr:DescribeRepositories? ecr:DescribeImages? ecr:BatchGetImage',
)
const CLI_SECRET = commands('secretsmanager:GetSecretValue')
const CLI_PARAMETER = commands('ssm:GetParametersByPath ssm:PutParameter?')
const QUERY = script(
  'athena:StartQueryExecution athena:GetQueryExecution athena:GetQueryExecution athena:GetQueryExecution? athena:GetQueryResults',
)
const CATALOG = script(
  'glue:GetDatabases? glue:GetTables glue:GetTable glue:GetTable? glue:GetPartitions glue:GetPartitions?',
)
const REFRESH =
  'sts:GetCallerIdentity ec2:DescribeVpcs ec2:DescribeSubnets ec2:DescribeRouteTables ec2:DescribeSecurityGroups ' +
  'ec2:DescribeInstances ec2:DescribeInstances? ec2:DescribeImages iam:GetRole iam:ListRolePolicies iam:ListAttachedRolePolicies ' +
  's3:GetBucketPolicy s3:GetBucketAcl s3:GetBucketCors s3:GetBucketVersioning s3:GetBucketLogging s3:GetBucketLifecycle ' +
  's3:GetBucketReplication s3:GetBucketEncryption s3:GetBucketTagging kms:DescribeKey kms:GetKeyPolicy kms:GetKeyRotationStatus ' +
  'dynamodb:DescribeTable rds:DescribeDBInstances rds:ListTagsForResource lambda:GetFunction20150331v2 ' +
  'route53:ListResourceRecordSets ssm:GetParameter ssm:DescribeParameters'
const PLAN = plan(REFRESH)

type Weighted = readonly (readonly [number, Errand])[]

const BACKEND: Weighted = [
  [5, CONTAINERS],
  [6, LOGS],
  [4, METRICS],
  [4, FUNCTION],
  [3, TABLE],
  [3, QUEUE],
  [2, DATABASE],
  [2, INSTANCES],
  [2, BUCKET],
  [1.5, EXECUTIONS],
  [1.5, STACKS],
  [6, CLI_CONTAINERS],
  [3, CLI_INSTANCES],
  [3, CLI_SHELL],
  [3, CLI_IMAGE],
  [3, CLI_PARAMETER],
  [1.5, CLI_SECRET],
  [2, commands('ecs:DescribeServices ecs:RegisterTaskDefinition? ecs:UpdateService ecs:DescribeServices')],
  [2, commands('lambda:GetFunctionConfiguration20150331v2 lambda:UpdateFunctionConfiguration20150331v2')],
  [1, page('sqs:GetQueueAttributes sqs:SetQueueAttributes')],
  [1, page('lambda:GetFunction20150331v2 lambda:UpdateFunctionCode20150331v2')],
  [0.7, page('monitoring:DescribeAlarms monitoring:PutMetricAlarm')],
  [0.5, page('dynamodb:DescribeTable dynamodb:UpdateTable')],
]

/** The tasks of each job, and how often they occur. */
export const ERRANDS: Record<Job, Weighted> = {
  platform: [
    [
      0.6,
      commands(
        'codepipeline:GetPipelineState codepipeline:StartPipelineExecution codepipeline:GetPipelineState',
      ),
    ],
    [4, INSTANCES],
    [3, NETWORK],
    [2, CONTAINERS],
    [2, METRICS],
    [2, STACKS],
    [2, ROLES],
    [2, USERS],
    [1, SECRETS],
    [1, TRAIL],
    [1, DATABASE],
    [1, BILL],
    [1, EDGE],
    [3, CLI_INSTANCES],
    [2, CLI_SHELL],
    [2, CLI_SECRET],
    [3, PLAN],
    [
      1.2,
      plan(`${REFRESH} ec2:CreateTags ec2:AuthorizeSecurityGroupIngress ec2:RevokeSecurityGroupIngress?`),
    ],
    [1, plan(`${REFRESH} iam:PutRolePolicy iam:TagRole? iam:AttachRolePolicy?`)],
    [0.8, plan(`${REFRESH} s3:PutBucketTagging s3:PutBucketLifecycle? logs:PutRetentionPolicy`)],
    [1, commands('ec2:DescribeInstances ec2:StopInstances ec2:DescribeInstances ec2:StartInstances')],
    [1, commands('ssm:SendCommand ec2:DescribeInstanceStatus')],
    [0.8, page('ec2:DescribeInstances ec2:RebootInstances ec2:DescribeInstanceStatus')],
    [
      0.8,
      page(
        'ec2:DescribeSecurityGroups ec2:DescribeSecurityGroupRules ec2:AuthorizeSecurityGroupIngress ec2:DescribeSecurityGroupRules',
      ),
    ],
    [0.6, page('rds:DescribeDBInstances rds:CreateDBSnapshot rds:DescribeDBSnapshots')],
    [0.4, page('rds:DescribeDBInstances rds:ModifyDBInstance rds:DescribeEvents')],
    [
      0.6,
      commands(
        'autoscaling:DescribeAutoScalingGroups autoscaling:SetDesiredCapacity autoscaling:DescribeScalingActivities',
      ),
    ],
    [
      0.5,
      commands('route53:ListHostedZones route53:ListResourceRecordSets route53:ChangeResourceRecordSets'),
    ],
    [0.6, page('monitoring:DescribeAlarms monitoring:DisableAlarmActions')],
    [0.5, commands('secretsmanager:DescribeSecret secretsmanager:PutSecretValue')],
  ],
  backend: BACKEND,
  frontend: [
    [4, EDGE],
    [3, BUCKET],
    [3, LOGS],
    [2, FUNCTION],
    [2, METRICS],
    [3, commands('cloudfront:ListDistributions2020_05_31 cloudfront:CreateInvalidation2020_05_31')],
    [1, CLI_PARAMETER],
  ],
  data: [
    [8, QUERY],
    [5, CATALOG],
    [2, BUCKET],
    [2, LOGS],
    [
      2,
      page(
        'athena:ListWorkGroups glue:GetDatabases glue:GetTables athena:StartQueryExecution athena:GetQueryExecution athena:GetQueryResults',
      ),
    ],
    [2, script('glue:GetTable glue:StartJobRun glue:GetJobRun glue:GetJobRun')],
    [2, script('s3:ListObjects s3:GetObject s3:GetObject s3:GetObject? s3:PutObject?')],
  ],
  quality: [
    [4, LOGS],
    [3, CONTAINERS],
    [2, QUEUE],
    [2, EXECUTIONS],
    [2, CLI_CONTAINERS],
    [1, commands('ecs:DescribeServices ecs:UpdateService')],
    [1, FUNCTION],
  ],
  support: [
    [5, LOGS],
    [4, METRICS],
    [2, TABLE],
    [2, BUCKET],
    [2, EXECUTIONS],
    [1, INSTANCES],
  ],
  security: [
    [5, TRAIL],
    [5, FINDINGS],
    [3, USERS],
    [3, ROLES],
    [2, NETWORK],
    [2, BUCKET],
    [2, SECRETS],
    [1, page('config:DescribeConfigurationRecorders config:DescribeComplianceByConfigRule')],
    [1, page('guardduty:ListFindings guardduty:GetFindings guardduty:ArchiveFindings')],
    [1, commands('iam:GenerateCredentialReport iam:GetCredentialReport')],
  ],
  finance: [
    [8, BILL],
    [1, INSTANCES],
    [1, BUCKET],
  ],
  management: [
    [4, BILL],
    [2, METRICS],
    [1, page('support:DescribeTrustedAdvisorChecks')],
  ],
}

/** Calls that a job is not allowed and occasionally tries. */
export const REFUSED: Record<Job, readonly string[]> = {
  platform: ['kms:GetKeyPolicy'],
  backend: [
    'iam:ListUsers',
    'iam:PutRolePolicy',
    'secretsmanager:GetSecretValue',
    'ec2:TerminateInstances',
    'kms:GetKeyPolicy',
    'ce:GetCostAndUsage',
  ],
  frontend: [
    'lambda:UpdateFunctionConfiguration20150331v2',
    'ec2:DescribeInstances',
    's3:PutBucketPolicy',
    'iam:ListRoles',
  ],
  data: [
    's3:GetBucketPolicy',
    's3:GetObject',
    'rds:DescribeDBInstances',
    'ec2:DescribeInstances',
    'secretsmanager:ListSecrets',
  ],
  quality: ['ec2:RunInstances', 'dynamodb:UpdateTable', 'secretsmanager:GetSecretValue', 'iam:GetRole'],
  support: [
    'dynamodb:UpdateTable',
    'secretsmanager:GetSecretValue',
    'ec2:RebootInstances',
    'logs:PutRetentionPolicy',
  ],
  security: ['secretsmanager:GetSecretValue', 'ec2:StopInstances', 's3:GetObject'],
  finance: [
    'ec2:DescribeInstances',
    'monitoring:DescribeAlarms',
    's3:ListBuckets',
    'iam:ListAccountAliases',
    'rds:DescribeDBInstances',
  ],
  management: ['ec2:DescribeInstances', 'iam:GetAccountSummary', 'health:DescribeEventAggregates'],
}
