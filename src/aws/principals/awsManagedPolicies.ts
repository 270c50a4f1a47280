/** A policy that AWS keeps and that accounts can attach. */
export interface AwsManagedPolicy {
  readonly arn: string
  readonly policyName: string
  readonly path: string
  readonly description: string
  readonly document: string
}

export const AWS_POLICY = 'arn:aws:iam::aws:policy/'

/** Undefined for an ARN that is not in the table. */
export function awsManagedPolicy(arn: string): AwsManagedPolicy | undefined {
  return BY_ARN.get(arn)
}

export function awsManagedPolicies(): readonly AwsManagedPolicy[] {
  return [...BY_ARN.values()]
}

/** What may be seen of resources without their contents. */
const VIEW =
  'autoscaling:Describe* cloudtrail:DescribeTrails cloudtrail:GetTrailStatus cloudtrail:ListTrails ' +
  'cloudtrail:LookupEvents cloudwatch:Describe* dynamodb:ListTables ec2:Describe* ecs:List* ' +
  'elasticloadbalancing:Describe* events:List* guardduty:List* iam:GetAccountSummary iam:GetLoginProfile iam:List* ' +
  'kms:ListAliases kms:ListKeys lambda:ListFunctions logs:Describe* organizations:List* rds:Describe* ' +
  's3:ListAllMyBuckets s3:ListBucket secretsmanager:ListSecrets sns:List* sqs:ListQueues ssm:DescribeParameters ' +
  'ssm:List* sts:GetCallerIdentity'

/** How resources are configured, which an audit looks at. */
const AUDIT =
  'access-analyzer:List* cloudtrail:Describe* cloudtrail:Get* cloudtrail:List* cloudtrail:LookupEvents ' +
  'cloudwatch:Describe* config:Describe* config:Get* dynamodb:DescribeTable dynamodb:ListTables ec2:Describe* ' +
  'ecs:Describe* ecs:List* elasticloadbalancing:Describe* events:Describe* events:List* guardduty:Get* ' +
  'guardduty:List* iam:GenerateCredentialReport iam:GenerateServiceLastAccessedDetails iam:Get* iam:List* ' +
  'kms:Describe* kms:GetKeyPolicy kms:GetKeyRotationStatus kms:List* lambda:GetAccountSettings ' +
  'lambda:GetFunctionConfiguration lambda:GetPolicy lambda:List* logs:Describe* organizations:Describe* ' +
  'organizations:List* rds:Describe* rds:ListTagsForResource s3:GetAccountPublicAccessBlock s3:GetBucket* ' +
  's3:GetEncryptionConfiguration s3:GetLifecycleConfiguration s3:ListAllMyBuckets secretsmanager:DescribeSecret ' +
  'secretsmanager:GetResourcePolicy secretsmanager:ListSecrets sns:GetTopicAttributes sns:List* ' +
  'sqs:GetQueueAttributes sqs:ListQueues ssm:Describe* ssm:List* sts:GetCallerIdentity tag:GetResources'

/** Everything that reads, but for secrets and what a key would have to decrypt. */
const READ =
  'access-analyzer:Get* access-analyzer:List* athena:Get* athena:List* autoscaling:Describe* ' +
  'cloudformation:Describe* cloudformation:Get* cloudformation:List* cloudfront:Get* cloudfront:List* ' +
  'cloudtrail:Describe* cloudtrail:Get* cloudtrail:List* cloudtrail:LookupEvents cloudwatch:Describe* ' +
  'cloudwatch:Get* cloudwatch:List* config:Describe* config:Get* config:List* dynamodb:BatchGetItem ' +
  'dynamodb:Describe* dynamodb:GetItem dynamodb:List* dynamodb:Query dynamodb:Scan ec2:Describe* ec2:Get* ' +
  'ec2:Search* ecr:BatchGetImage ecr:Describe* ecr:Get* ecr:List* ecs:Describe* ecs:List* ' +
  'elasticloadbalancing:Describe* events:Describe* events:List* glue:Get* guardduty:Get* guardduty:List* ' +
  'iam:Generate* iam:Get* iam:List* iam:Simulate* kms:Describe* kms:Get* kms:List* lambda:Get* lambda:List* ' +
  'logs:Describe* logs:FilterLogEvents logs:Get* logs:List* organizations:Describe* organizations:List* ' +
  'rds:Describe* rds:List* route53:Get* route53:List* s3:Describe* s3:Get* s3:List* secretsmanager:DescribeSecret ' +
  'secretsmanager:GetResourcePolicy secretsmanager:List* sns:Get* sns:List* sqs:Get* sqs:List* ' +
  'sqs:ReceiveMessage ssm:Describe* ssm:Get* ssm:List* states:Describe* states:Get* states:List* ' +
  'sts:GetAccessKeyInfo sts:GetCallerIdentity sts:GetSessionToken tag:Get*'

const TRAIL_READ = 'cloudtrail:Get* cloudtrail:Describe* cloudtrail:List* cloudtrail:LookupEvents'
const LAMBDA_LOGS = 'logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents'
const BILLING =
  'account:Get* aws-portal:* billing:* budgets:* ce:* cur:* freetier:* invoicing:* payments:* tax:*'
const AGENT =
  'ssm:DescribeAssociation ssm:DescribeDocument ssm:GetDocument ssm:GetManifest ssm:GetParameter ssm:GetParameters ' +
  'ssm:ListAssociations ssm:PutInventory ssm:UpdateInstanceInformation ssmmessages:* ec2messages:*'

const POWER_USER = [
  {
    Effect: 'Allow',
    NotAction: ['iam:*', 'organizations:*', 'account:*'],
    Resource: '*',
  },
  allow(
    'account:GetAccountInformation iam:CreateServiceLinkedRole iam:DeleteServiceLinkedRole iam:ListRoles ' +
      'organizations:DescribeOrganization',
  ),
]

/** By path and name. What they allow is AWS's own, as far as services are simulated. */
const TABLE: Readonly<Record<string, readonly [description: string, statements: readonly object[]]>> = {
  AdministratorAccess: ['Provides full access to AWS services and resources.', [allow('*')]],
  PowerUserAccess: [
    'Provides full access to AWS services and resources, but does not allow management of Users and groups.',
    POWER_USER,
  ],
  ReadOnlyAccess: ['Provides read-only access to AWS services and resources.', [allow(READ)]],
  'job-function/ViewOnlyAccess': [
    'This policy grants permissions to view resources and basic metadata across all AWS services.',
    [allow(VIEW)],
  ],
  SecurityAudit: [
    'The security audit template grants access to read security configuration metadata.',
    [allow(AUDIT)],
  ],
  'job-function/Billing': [
    'Grants permissions for billing and cost management. This includes viewing account usage and viewing and modifying budgets and payment methods.',
    [allow(BILLING)],
  ],
  AWSDenyAll: ['Deny all access.', [{ Effect: 'Deny', Action: ['*'], Resource: '*' }]],
  IAMFullAccess: ['Provides full access to IAM via the AWS Management Console.', [allow('iam:*')]],
  IAMReadOnlyAccess: [
    'Provides read only access to IAM via the AWS Management Console.',
    [allow('iam:GenerateCredentialReport iam:Get* iam:List* iam:Simulate*')],
  ],
  IAMUserChangePassword: [
    'Provides the ability for an IAM user to change their own password.',
    [
      { Effect: 'Allow', Action: ['iam:ChangePassword'], Resource: 'arn:aws:iam::*:user/${aws:username}' },
      allow('iam:GetAccountPasswordPolicy'),
    ],
  ],
  AmazonEC2FullAccess: [
    'Provides full access to Amazon EC2 via the AWS Management Console.',
    [allow('ec2:* elasticloadbalancing:* cloudwatch:* autoscaling:*')],
  ],
  AmazonEC2ReadOnlyAccess: [
    'Provides read only access to Amazon EC2 via the AWS Management Console.',
    [
      allow(
        'ec2:Describe* ec2:Get* elasticloadbalancing:Describe* cloudwatch:Describe* autoscaling:Describe*',
      ),
    ],
  ],
  AmazonS3FullAccess: [
    'Provides full access to all buckets via the AWS Management Console.',
    [allow('s3:* s3-object-lambda:*')],
  ],
  AmazonS3ReadOnlyAccess: [
    'Provides read only access to all buckets via the AWS Management Console.',
    [allow('s3:Get* s3:List* s3:Describe* s3-object-lambda:Get* s3-object-lambda:List*')],
  ],
  AmazonRDSFullAccess: [
    'Provides full access to Amazon RDS via the AWS Management Console.',
    [allow('rds:* cloudwatch:Get* ec2:Describe* sns:List*')],
  ],
  AmazonRDSReadOnlyAccess: [
    'Provides read only access to Amazon RDS via the AWS Management Console.',
    [allow('rds:Describe* rds:ListTagsForResource ec2:Describe* cloudwatch:GetMetricStatistics')],
  ],
  AWSLambda_FullAccess: [
    'Grants full access to AWS Lambda service, AWS Lambda console features, and other related AWS services.',
    [allow('lambda:* logs:Describe* logs:FilterLogEvents iam:GetRole iam:ListRoles iam:PassRole')],
  ],
  AWSLambda_ReadOnlyAccess: [
    'Grants read-only access to AWS Lambda service, AWS Lambda console features, and other related AWS services.',
    [allow('lambda:Get* lambda:List* logs:Describe* iam:GetRole iam:ListRoles')],
  ],
  'service-role/AWSLambdaBasicExecutionRole': [
    'Provides write permissions to CloudWatch Logs.',
    [allow(LAMBDA_LOGS)],
  ],
  AmazonSSMFullAccess: ['Provides full access to Amazon SSM.', [allow('ssm:* ssmmessages:* ec2messages:*')]],
  AmazonSSMReadOnlyAccess: [
    'Provides read only access to Amazon SSM.',
    [allow('ssm:Describe* ssm:Get* ssm:List*')],
  ],
  AmazonSSMManagedInstanceCore: [
    'The policy for Amazon EC2 Role to enable AWS Systems Manager service core functionality.',
    [allow(AGENT)],
  ],
  SecretsManagerReadWrite: [
    'Provides read/write access to AWS Secrets Manager via the AWS Management Console.',
    [allow('secretsmanager:* kms:DescribeKey kms:ListAliases kms:ListKeys lambda:ListFunctions')],
  ],
  AWSKeyManagementServicePowerUser: [
    'Provides access to AWS Key Management Service (KMS).',
    [
      allow(
        'kms:CreateAlias kms:CreateKey kms:DeleteAlias kms:Describe* kms:GenerateRandom kms:Get* kms:List* ' +
          'kms:TagResource kms:UntagResource iam:ListGroups iam:ListRoles iam:ListUsers',
      ),
    ],
  ],
  AWSCloudTrail_FullAccess: [
    'Provides full access to AWS CloudTrail.',
    [
      allow(
        'cloudtrail:* s3:CreateBucket s3:GetBucketLocation s3:ListAllMyBuckets s3:PutBucketPolicy sns:CreateTopic ' +
          'logs:CreateLogGroup kms:ListAliases kms:ListKeys lambda:ListFunctions iam:GetRole iam:ListRoles',
      ),
    ],
  ],
  AWSCloudTrail_ReadOnlyAccess: ['Provides read-only access to AWS CloudTrail.', [allow(TRAIL_READ)]],
  CloudWatchFullAccessV2: [
    'Provides full access to CloudWatch.',
    [allow('cloudwatch:* logs:* sns:CreateTopic sns:ListSubscriptions sns:ListTopics sns:Subscribe')],
  ],
  CloudWatchReadOnlyAccess: [
    'Provides read only access to CloudWatch.',
    [
      allow(
        'cloudwatch:Describe* cloudwatch:Get* cloudwatch:List* logs:Describe* logs:FilterLogEvents logs:Get* ' +
          'logs:List* logs:TestMetricFilter sns:Get* sns:List*',
      ),
    ],
  ],
  CloudWatchLogsFullAccess: ['Provides full access to CloudWatch Logs', [allow('logs:*')]],
  AmazonSNSFullAccess: [
    'Provides full access to Amazon SNS via the AWS Management Console.',
    [allow('sns:*')],
  ],
  AmazonSNSReadOnlyAccess: [
    'Provides read only access to Amazon SNS via the AWS Management Console.',
    [allow('sns:Get* sns:List*')],
  ],
  CloudWatchLogsReadOnlyAccess: [
    'Provides read only access to CloudWatch Logs',
    [allow('logs:Describe* logs:FilterLogEvents logs:Get* logs:List*')],
  ],
}

function allow(actions: string): object {
  return { Effect: 'Allow', Action: actions.split(' '), Resource: '*' }
}

const BY_ARN: ReadonlyMap<string, AwsManagedPolicy> = new Map(
  Object.entries(TABLE).map(([key, [description, Statement]]) => {
    const end = key.lastIndexOf('/') + 1
    const policy = {
      arn: AWS_POLICY + key,
      policyName: key.slice(end),
      path: `/${key.slice(0, end)}`,
      description,
      document: JSON.stringify({ Version: '2012-10-17', Statement }),
    }
    return [policy.arn, policy]
  }),
)
