/** A metric filter and an alarm on it. */
export interface AlarmPreset {
  /** Of the metric filter, of its metric and of the alarm. */
  readonly name: string
  /** What the alarm says when it fires. */
  readonly sentence: string
  readonly pattern: string
}

const named = (names: string): string =>
  names
    .split(' ')
    .map((name) => `($.eventName = ${name})`)
    .join(' || ')

/** Patterns as the benchmark gives them, in its order. */
export const ALARM_PRESETS: readonly AlarmPreset[] = [
  {
    name: 'CIS-4.1-UnauthorizedApiCalls',
    sentence: 'Calls were denied.',
    pattern: '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  },
  {
    name: 'CIS-4.2-ConsoleSignInWithoutMfa',
    sentence: 'An IAM user signed in to the console without MFA.',
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  },
  {
    name: 'CIS-4.3-RootAccountUsage',
    sentence: 'The root user was used.',
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  },
  {
    name: 'CIS-4.4-IamPolicyChanges',
    sentence: 'IAM policies were changed.',
    pattern: `{ ($.eventSource = iam.amazonaws.com) && (${named(
      'DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy ' +
        'DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy ' +
        'DetachUserPolicy AttachGroupPolicy DetachGroupPolicy',
    )}) }`,
  },
  {
    name: 'CIS-4.5-CloudTrailChanges',
    sentence: 'Trails were changed, started or stopped.',
    pattern: `{ ${named('CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging')} }`,
  },
  {
    name: 'CIS-4.6-ConsoleSignInFailures',
    sentence: 'Sign-ins to the console failed.',
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  },
  {
    name: 'CIS-4.7-KmsKeyDisablingOrDeletion',
    sentence: 'A KMS key was disabled, or its deletion scheduled.',
    pattern: `{ ($.eventSource = kms.amazonaws.com) && (${named('DisableKey ScheduleKeyDeletion')}) }`,
  },
  {
    name: 'CIS-4.8-BucketPolicyChanges',
    sentence: 'Policies of S3 buckets were changed.',
    pattern: `{ ($.eventSource = s3.amazonaws.com) && (${named(
      'PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication DeleteBucketPolicy ' +
        'DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication',
    )}) }`,
  },
  {
    name: 'CIS-4.9-ConfigChanges',
    sentence: 'AWS Config was changed or stopped.',
    pattern: `{ ($.eventSource = config.amazonaws.com) && (${named(
      'StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel PutConfigurationRecorder',
    )}) }`,
  },
  {
    name: 'CIS-4.10-SecurityGroupChanges',
    sentence: 'Security groups were changed.',
    pattern: `{ ${named(
      'AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress ' +
        'RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup',
    )} }`,
  },
  {
    name: 'CIS-4.11-NetworkAclChanges',
    sentence: 'Network ACLs were changed.',
    pattern: `{ ${named(
      'CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry ReplaceNetworkAclEntry ' +
        'ReplaceNetworkAclAssociation',
    )} }`,
  },
  {
    name: 'CIS-4.12-NetworkGatewayChanges',
    sentence: 'Network gateways were changed.',
    pattern: `{ ${named(
      'CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway CreateInternetGateway ' +
        'DeleteInternetGateway DetachInternetGateway',
    )} }`,
  },
  {
    name: 'CIS-4.13-RouteTableChanges',
    sentence: 'Route tables were changed.',
    pattern: `{ ${named(
      'CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable DeleteRoute ' +
        'DisassociateRouteTable',
    )} }`,
  },
  {
    name: 'CIS-4.14-VpcChanges',
    sentence: 'VPCs were changed.',
    pattern: `{ ${named(
      'CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection CreateVpcPeeringConnection ' +
        'DeleteVpcPeeringConnection RejectVpcPeeringConnection AttachClassicLinkVpc DetachClassicLinkVpc ' +
        'DisableVpcClassicLink EnableVpcClassicLink',
    )} }`,
  },
]
