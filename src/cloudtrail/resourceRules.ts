/** A resource type (null where CloudTrail gives none) and the path of its names in the record. */
export type ResourceRule = readonly [type: string | null, path: string]

const rp = (path: string) => `requestParameters.${path}`
const re = (path: string) => `responseElements.${path}`

const USER: ResourceRule = ['AWS::IAM::User', rp('userName')]
const ROLE: ResourceRule = ['AWS::IAM::Role', rp('roleName')]
const GROUP: ResourceRule = ['AWS::IAM::Group', rp('groupName')]
const POLICY: ResourceRule = ['AWS::IAM::Policy', rp('policyArn')]
const INLINE_POLICY: ResourceRule = ['AWS::IAM::Policy', rp('policyName')]
const PROFILE: ResourceRule = ['AWS::IAM::InstanceProfile', rp('instanceProfileName')]
const INSTANCES: ResourceRule = ['AWS::EC2::Instance', rp('instancesSet.items.instanceId')]
const SECURITY_GROUP: readonly ResourceRule[] = [
  ['AWS::EC2::SecurityGroup', rp('groupId')],
  ['AWS::EC2::SecurityGroup', rp('groupName')],
]
const VPC: ResourceRule = ['AWS::EC2::VPC', rp('vpcId')]
const SUBNET: ResourceRule = ['AWS::EC2::Subnet', rp('subnetId')]
const ROUTE_TABLE: ResourceRule = ['AWS::EC2::RouteTable', rp('routeTableId')]
const KEY_PAIR: ResourceRule = ['AWS::EC2::KeyPair', rp('keyName')]
const TRAIL: readonly ResourceRule[] = [
  ['AWS::CloudTrail::Trail', rp('name')],
  ['AWS::CloudTrail::Trail', rp('trailName')],
]

/** An IAM entity with its three aliases: name, ARN and unique ID. */
function created(type: string, member: string, name: string, id: string): readonly ResourceRule[] {
  return [
    [type, rp(name)],
    [type, re(`${member}.arn`)],
    [type, re(`${member}.${id}`)],
  ]
}

const ASSUMED_ROLE: readonly ResourceRule[] = [
  ['AWS::IAM::AccessKey', re('credentials.accessKeyId')],
  ['AWS::STS::AssumedRole', re('assumedRoleUser.assumedRoleId')],
  ['AWS::STS::AssumedRole', rp('roleSessionName')],
  ['AWS::STS::AssumedRole', re('assumedRoleUser.arn')],
  ['AWS::IAM::Role', rp('roleArn')],
]

/**
 * The resources that LookupEvents returns for an event, by event name without its version, as
 * observed (docs/cloudtrail.md#resources). An event with a rule has no other derived resources.
 */
export const RESOURCE_RULES: ReadonlyMap<string, readonly ResourceRule[]> = new Map<
  string,
  readonly ResourceRule[]
>([
  ['CreateUser', created('AWS::IAM::User', 'user', 'userName', 'userId')],
  ['CreateRole', created('AWS::IAM::Role', 'role', 'roleName', 'roleId')],
  ['CreateGroup', created('AWS::IAM::Group', 'group', 'groupName', 'groupId')],
  ['CreatePolicy', created('AWS::IAM::Policy', 'policy', 'policyName', 'policyId')],
  [
    'CreateInstanceProfile',
    created('AWS::IAM::InstanceProfile', 'instanceProfile', 'instanceProfileName', 'instanceProfileId'),
  ],
  ['DeleteUser', [USER]],
  ['UpdateUser', [USER]],
  ['CreateLoginProfile', [USER]],
  ['UpdateLoginProfile', [USER]],
  ['DeleteLoginProfile', [USER]],
  ['DeleteRole', [ROLE]],
  ['UpdateRole', [ROLE]],
  ['UpdateAssumeRolePolicy', [ROLE]],
  ['DeleteGroup', [GROUP]],
  ['DeletePolicy', [POLICY]],
  ['CreatePolicyVersion', [POLICY]],
  ['DeletePolicyVersion', [POLICY]],
  ['SetDefaultPolicyVersion', [POLICY]],
  ['AttachUserPolicy', [USER, POLICY]],
  ['DetachUserPolicy', [USER, POLICY]],
  ['AttachRolePolicy', [ROLE, POLICY]],
  ['DetachRolePolicy', [ROLE, POLICY]],
  ['AttachGroupPolicy', [GROUP, POLICY]],
  ['DetachGroupPolicy', [GROUP, POLICY]],
  ['PutUserPolicy', [USER, INLINE_POLICY]],
  ['DeleteUserPolicy', [USER, INLINE_POLICY]],
  ['PutRolePolicy', [ROLE, INLINE_POLICY]],
  ['DeleteRolePolicy', [ROLE, INLINE_POLICY]],
  ['PutGroupPolicy', [GROUP, INLINE_POLICY]],
  ['DeleteGroupPolicy', [GROUP, INLINE_POLICY]],
  ['AddUserToGroup', [USER, GROUP]],
  ['RemoveUserFromGroup', [USER, GROUP]],
  ['CreateAccessKey', [['AWS::IAM::AccessKey', re('accessKey.accessKeyId')], USER]],
  ['UpdateAccessKey', [['AWS::IAM::AccessKey', rp('accessKeyId')], USER]],
  ['DeleteAccessKey', [['AWS::IAM::AccessKey', rp('accessKeyId')], USER]],
  ['CreateVirtualMFADevice', [['AWS::IAM::MfaDevice', re('virtualMFADevice.serialNumber')]]],
  ['DeleteVirtualMFADevice', [['AWS::IAM::MfaDevice', rp('serialNumber')]]],
  ['EnableMFADevice', [USER, ['AWS::IAM::MfaDevice', rp('serialNumber')]]],
  ['DeactivateMFADevice', [USER, ['AWS::IAM::MfaDevice', rp('serialNumber')]]],
  ['AddRoleToInstanceProfile', [PROFILE, ROLE]],
  ['RemoveRoleFromInstanceProfile', [PROFILE, ROLE]],
  ['DeleteInstanceProfile', [PROFILE]],
  ['CreateAccountAlias', [['AWS::IAM::AccountAlias', rp('accountAlias')]]],
  ['ChangePassword', []],
  ['UpdateAccountPasswordPolicy', []],
  ['ListUsers', []],
  ['GetUser', []],
  ['ConsoleLogin', []],
  ['AssumeRole', ASSUMED_ROLE],
  ['AssumeRoleWithSAML', ASSUMED_ROLE],
  ['AssumeRoleWithWebIdentity', ASSUMED_ROLE],
  [
    'RunInstances',
    [
      ['AWS::EC2::Instance', re('instancesSet.items.instanceId')],
      ['AWS::EC2::Ami', rp('instancesSet.items.imageId')],
      ['AWS::EC2::VPC', re('instancesSet.items.vpcId')],
      ['AWS::EC2::Subnet', rp('subnetId')],
      ['AWS::EC2::Subnet', re('instancesSet.items.subnetId')],
      ['AWS::EC2::SecurityGroup', rp('groupSet.items.groupId')],
      ['AWS::EC2::SecurityGroup', re('instancesSet.items.groupSet.items.groupName')],
      ['AWS::EC2::SecurityGroup', re('instancesSet.items.groupSet.items.groupId')],
      ['AWS::EC2::NetworkInterface', re('instancesSet.items.networkInterfaceSet.items.networkInterfaceId')],
      ['AWS::EC2::KeyPair', rp('instancesSet.items.keyName')],
      ['AWS::IAM::InstanceProfile', rp('iamInstanceProfile.arn')],
      ['AWS::IAM::InstanceProfile', rp('iamInstanceProfile.name')],
      ['AWS::IAM::InstanceProfile', re('instancesSet.items.iamInstanceProfile.id')],
    ],
  ],
  ['StartInstances', [INSTANCES]],
  ['StopInstances', [INSTANCES]],
  ['TerminateInstances', [INSTANCES]],
  ['RebootInstances', [INSTANCES]],
  [
    'CreateSecurityGroup',
    [['AWS::EC2::SecurityGroup', rp('groupName')], ['AWS::EC2::SecurityGroup', re('groupId')], VPC],
  ],
  ['CreateVpc', [['AWS::EC2::VPC', re('vpc.vpcId')]]],
  ['CreateSubnet', [['AWS::EC2::Subnet', re('subnet.subnetId')], VPC]],
  ['CreateRoute', [ROUTE_TABLE, [null, rp('gatewayId')], [null, rp('natGatewayId')]]],
  [
    'AssociateRouteTable',
    [ROUTE_TABLE, ['AWS::EC2::SubnetRouteTableAssociation', re('associationId')], SUBNET],
  ],
  [
    'AllocateAddress',
    [
      ['AWS::EC2::EIP', re('allocationId')],
      ['AWS::EC2::EIP', re('publicIp')],
    ],
  ],
  [
    'ReleaseAddress',
    [
      ['AWS::EC2::EIP', rp('allocationId')],
      ['AWS::EC2::EIP', rp('publicIp')],
    ],
  ],
  [
    'AssociateAddress',
    [
      ['AWS::EC2::EIP', rp('allocationId')],
      ['AWS::EC2::EIP', rp('publicIp')],
      ['AWS::EC2::Instance', rp('instanceId')],
      ['AWS::EC2::EIPAssociation', re('associationId')],
    ],
  ],
  ['CreateTags', [[null, rp('resourcesSet.items.resourceId')]]],
  ['DeleteTags', [[null, rp('resourcesSet.items.resourceId')]]],
  ['CreateInternetGateway', [['AWS::EC2::InternetGateway', re('internetGateway.internetGatewayId')]]],
  ['AttachInternetGateway', [['AWS::EC2::InternetGateway', rp('internetGatewayId')], VPC]],
  ['CreateKeyPair', [KEY_PAIR]],
  ['ImportKeyPair', [KEY_PAIR]],
  ['DeleteKeyPair', [KEY_PAIR]],
  [
    'CreateVpcEndpoint',
    [
      ['AWS::EC2::VPCEndpoint', re('CreateVpcEndpointResponse.vpcEndpoint.vpcEndpointId')],
      ['AWS::EC2::VPC', rp('CreateVpcEndpointRequest.VpcId')],
    ],
  ],
  [
    'CreateTrail',
    [
      ['AWS::CloudTrail::Trail', rp('name')],
      ['AWS::CloudTrail::Trail', re('trailARN')],
      ['AWS::S3::Bucket', rp('s3BucketName')],
      ['AWS::IAM::Role', rp('cloudWatchLogsRoleArn')],
      ['AWS::Logs::LogGroup', rp('cloudWatchLogsLogGroupArn')],
    ],
  ],
  ['StartLogging', TRAIL],
  ['StopLogging', TRAIL],
  ['UpdateTrail', TRAIL],
  ['DeleteTrail', TRAIL],
  ['PutEventSelectors', TRAIL],
  ['PutInsightSelectors', TRAIL],
  ['GetTrailStatus', TRAIL],
])

/** For events without a rule: well-known parameter names, by the first part of the event source. */
export const WELL_KNOWN_PARAMETERS: ReadonlyMap<string, readonly ResourceRule[]> = new Map<
  string,
  readonly ResourceRule[]
>([
  ['s3', [['AWS::S3::Bucket', rp('bucketName')]]],
  ['iam', [USER, ROLE, GROUP, POLICY, PROFILE, ['AWS::IAM::AccessKey', rp('accessKeyId')]]],
  [
    'ec2',
    [
      INSTANCES,
      ['AWS::EC2::Instance', rp('instanceId')],
      ...SECURITY_GROUP,
      VPC,
      SUBNET,
      ROUTE_TABLE,
      ['AWS::EC2::Volume', rp('volumeId')],
      ['AWS::EC2::Snapshot', rp('snapshotId')],
      ['AWS::EC2::Ami', rp('imageId')],
      ['AWS::EC2::InternetGateway', rp('internetGatewayId')],
      ['AWS::EC2::NatGateway', rp('natGatewayId')],
      ['AWS::EC2::NetworkAcl', rp('networkAclId')],
      ['AWS::EC2::NetworkInterface', rp('networkInterfaceId')],
    ],
  ],
  ['cloudtrail', TRAIL],
  ['lambda', [['AWS::Lambda::Function', rp('functionName')]]],
  ['kms', [['AWS::KMS::Key', rp('keyId')]]],
  [
    'secretsmanager',
    [
      ['AWS::SecretsManager::Secret', rp('secretId')],
      ['AWS::SecretsManager::Secret', rp('name')],
    ],
  ],
  ['dynamodb', [['AWS::DynamoDB::Table', rp('tableName')]]],
  [
    'sns',
    [
      ['AWS::SNS::Topic', rp('topicArn')],
      ['AWS::SNS::Subscription', rp('subscriptionArn')],
    ],
  ],
  ['sqs', [['AWS::SQS::Queue', rp('queueUrl')]]],
  ['cloudformation', [['AWS::CloudFormation::Stack', rp('stackName')]]],
  [
    'rds',
    [
      ['AWS::RDS::DBInstance', rp('dBInstanceIdentifier')],
      ['AWS::RDS::DBCluster', rp('dBClusterIdentifier')],
      ['AWS::RDS::DBSnapshot', rp('dBSnapshotIdentifier')],
    ],
  ],
  ['autoscaling', [['AWS::AutoScaling::AutoScalingGroup', rp('autoScalingGroupName')]]],
  ['elasticloadbalancing', [['AWS::ElasticLoadBalancing::LoadBalancer', rp('loadBalancerName')]]],
  [
    'eks',
    [
      ['AWS::EKS::Cluster', rp('name')],
      ['AWS::EKS::Cluster', rp('clusterName')],
    ],
  ],
  ['ecr', [['AWS::ECR::Repository', rp('repositoryName')]]],
  [
    'monitoring',
    [
      ['AWS::CloudWatch::Alarm', rp('alarmName')],
      ['AWS::CloudWatch::Alarm', rp('alarmNames')],
    ],
  ],
])
