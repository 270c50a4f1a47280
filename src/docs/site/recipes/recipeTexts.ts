/** What a recipe adds to its preset. */
export interface RecipeText {
  /** The task, in the words that people search for. */
  readonly title: string
  /** What to look for in the result: a list. */
  readonly lookAt: readonly string[]
}

const WHO =
  '`userName` and `userIdentity.arn` show who made the call, `sourceIPAddress` and `userAgent` from where.'
const ROLE_SESSION =
  'For an assumed role, `userIdentity.sessionContext.sessionIssuer.arn` is the role and the user name is the session.'
const DENIED = 'Denied attempts are included: `errorCode` shows which ones failed.'

/** The texts by the ID of the preset. */
export const RECIPE_TEXTS: Readonly<Record<string, RecipeText>> = {
  'what-changed': {
    title: 'Find out what changed before an outage',
    lookAt: [
      'Set the time range to the hour before the outage and start with the oldest event.',
      'Exclude automation that runs all the time: right-click the name of a pipeline or service and choose _Filter out_.',
      WHO,
    ],
  },
  'who-deleted': {
    title: 'Find out who deleted a resource in AWS',
    lookAt: [
      WHO,
      '`invokedBy` shows that a service, such as CloudFormation or Auto Scaling, made the call on someone’s behalf.',
      'If nothing is found, the resource may be named differently in the call: try its ID, its name and its ARN.',
    ],
  },
  'who-stopped-instance': {
    title: 'Find out who stopped or terminated an EC2 instance',
    lookAt: [
      WHO,
      '`invokedBy` is `autoscaling.amazonaws.com` if Auto Scaling ended the instance.',
      '`responseElements.instancesSet.items` has the previous and the current state of each instance.',
    ],
  },
  'who-launched-instance': {
    title: 'Find out who launched an EC2 instance',
    lookAt: [
      WHO,
      '`requestParameters` has the instance type, the image, the subnet and the launch template.',
      'If the instance is in a Region that you do not use, see [activity in unused Regions](unusual-regions.md).',
    ],
  },
  'remote-shells': {
    title: 'Find Session Manager, Run Command and Instance Connect sessions',
    lookAt: [
      '`requestParameters.target` or `requestParameters.instanceId` is the instance.',
      'CloudTrail does not record what was typed. Session Manager can log it to S3 or CloudWatch Logs.',
      DENIED,
    ],
  },
  'function-changes': {
    title: 'Find changes to Lambda functions and their permissions',
    lookAt: [
      '`requestParameters.functionName` is the function.',
      'In `AddPermission`, `requestParameters.principal` is who can call it; `*` is everyone.',
      'CloudTrail appends the API version to the names of these events, such as `UpdateFunctionCode20150331v2`.',
    ],
  },
  'organization-changes': {
    title: 'Find AWS accounts that were created, removed or left the organization',
    lookAt: [
      'These events are recorded in the management account, in us-east-1.',
      '`DetachPolicy` and `DeletePolicy` can lift a service control policy from many accounts at once.',
      DENIED,
    ],
  },
  'database-and-tag-changes': {
    title: 'Find deleted databases and changed tags',
    lookAt: [
      'In `DeleteDBInstance`, `requestParameters.skipFinalSnapshot` shows whether a last snapshot was kept.',
      'Tags can control access, backups and cost reports: compare the keys in `requestParameters.tagSet`.',
      DENIED,
    ],
  },
  'root-user-activity': {
    title: 'Find AWS root user activity',
    lookAt: [
      '`ConsoleLogin` shows a sign-in; the events after it show what was done.',
      '`additionalEventData.MFAUsed` in `ConsoleLogin` shows whether MFA was used.',
      'The filter excludes events that AWS services cause on behalf of the account.',
    ],
  },
  'console-logins-without-mfa': {
    title: 'Find AWS console logins without MFA',
    lookAt: [
      '`userIdentity.userName` is the IAM user; type `Root` is the root user.',
      'Sign-ins through roles and IAM Identity Center always report no MFA, so the filter excludes them.',
      '`sourceIPAddress` shows where the sign-in came from. Investigate unknown addresses at once.',
    ],
  },
  'failed-console-logins': {
    title: 'Find failed AWS console logins',
    lookAt: [
      'Many failures from one `sourceIPAddress`, or for many users, suggest that passwords are being guessed.',
      'For a user that does not exist, CloudTrail hides the name, because people sometimes type a password there.',
      '`errorMessage` gives the reason. These events have no `errorCode`.',
    ],
  },
  'denied-calls': {
    title: 'Find AccessDenied errors in AWS CloudTrail',
    lookAt: [
      '`errorMessage` often names the missing permission and the policy that denied it.',
      'A burst of different denied calls by one access key suggests that someone is testing a stolen key.',
      'The same denied call again and again is usually a deployment with a missing permission.',
    ],
  },
  'access-key-use': {
    title: 'Find out what an access key did',
    lookAt: [
      'Start with the counts of `eventName` and `sourceIPAddress` in the Fields panel.',
      'Look for keys, users and roles that it created. They remain when this key is deleted.',
      'Keys that begin with `ASIA` are temporary. An opened event links to the call that issued its key.',
    ],
  },
  'new-access-keys': {
    title: 'Find newly created AWS access keys',
    lookAt: [
      '`responseElements.accessKey.accessKeyId` is the new key: search for it to see what it did.',
      'Check every key that one user created for another (`responseElements.accessKey.userName`).',
      WHO,
    ],
  },
  'access-keys-changed': {
    title: 'Find access keys that were activated, deactivated or deleted',
    lookAt: [
      '`requestParameters.accessKeyId` is the key, `requestParameters.status` its new state.',
      'There should be a reason for every deactivated key that is activated again.',
      WHO,
    ],
  },
  'new-users-and-passwords': {
    title: 'Find new IAM users and console passwords',
    lookAt: [
      '`requestParameters.userName` is the user that was created or got a password.',
      'A console password for a user that only programs use, such as a deployment user, is unusual.',
      WHO,
    ],
  },
  'privilege-changes': {
    title: 'Find IAM policy and permission changes',
    lookAt: [
      '`requestParameters.policyArn` or `requestParameters.policyDocument` is what was granted.',
      'Look for users who changed their own permissions, a common privilege-escalation path.',
      DENIED,
    ],
  },
  'admin-access-granted': {
    title: 'Find out who was given AdministratorAccess',
    lookAt: [
      '`requestParameters` names the user, group or role that got the policy.',
      'Other policies can grant as much: see also [IAM policy and permission changes](privilege-changes.md).',
      WHO,
    ],
  },
  'mfa-and-password-policy': {
    title: 'Find removed MFA devices and changed password policies',
    lookAt: [
      '`requestParameters.userName` is the user whose device was removed.',
      'A removed device followed by a sign-in from a new address is urgent.',
      DENIED,
    ],
  },
  'identity-providers': {
    title: 'Find new SAML and OIDC identity providers',
    lookAt: [
      'A new provider can sign in as every role that trusts it: look for `AssumeRoleWithSAML` and `AssumeRoleWithWebIdentity` after it.',
      'Changed metadata of a known provider (`UpdateSAMLProvider`) is as serious as a new provider.',
      WHO,
    ],
  },
  'who-assumed-role': {
    title: 'Find out who assumed an IAM role',
    lookAt: [
      '`userIdentity` is who assumed the role; `requestParameters.roleSessionName` is the name of the session.',
      '`responseElements.credentials.accessKeyId` is the temporary key: search for it to see what the session did.',
      'CloudTrail counts these calls as read-only.',
    ],
  },
  'roles-assumed-from-other-accounts': {
    title: 'Find roles assumed from another AWS account',
    lookAt: [
      '`userIdentity.accountId` is the account of the caller.',
      'Compare the accounts with your partners and vendors: each should be in a role’s trust policy for a reason.',
      'A vendor should send an external ID: check `requestParameters.externalId`.',
    ],
  },
  'role-chaining': {
    title: 'Find role chaining in AWS CloudTrail',
    lookAt: [
      ROLE_SESSION,
      '`requestParameters.roleArn` is the next role.',
      '`userIdentity.sessionContext.sourceIdentity` names the original person, if your account requires it.',
    ],
  },
  'root-sessions-in-member-accounts': {
    title: 'Find root sessions in member accounts (AssumeRoot)',
    lookAt: [
      '`requestParameters.targetPrincipal` is the member account.',
      '`requestParameters.taskPolicyArn` shows what the session may do.',
      'Search for the issued key (`responseElements.credentials.accessKeyId`) to see what it did.',
    ],
  },
  'instance-credentials-elsewhere': {
    title: 'Find EC2 instance credentials used from another address',
    lookAt: [
      'The user name is the instance’s ID: compare `sourceIPAddress` with its public addresses and its NAT gateway.',
      'The calls it made show what the credentials are used for; revoke the role’s sessions if they are not yours.',
      ROLE_SESSION,
    ],
  },
  'instance-metadata-v1': {
    title: 'Find EC2 instances that still use IMDSv1',
    lookAt: [
      'The user name is the instance’s ID: the Fields panel counts the calls of each.',
      'Require IMDSv2 on these instances once the software on them uses it.',
      ROLE_SESSION,
    ],
  },
  'security-group-changes': {
    title: 'Find security group changes',
    lookAt: [
      '`requestParameters.groupId` is the group, `requestParameters.ipPermissions.items` the rules.',
      WHO,
      DENIED,
    ],
  },
  'security-groups-opened': {
    title: 'Find security groups opened to the internet (0.0.0.0/0)',
    lookAt: [
      '`fromPort` and `toPort` in `requestParameters.ipPermissions.items` are the ports: 22 and 3389 should never be open to everyone.',
      'The same group may have been closed again: look for `RevokeSecurityGroupIngress` after it.',
      'For IPv6, see [security groups opened over IPv6](security-groups-opened-ipv6.md).',
    ],
  },
  'security-groups-opened-ipv6': {
    title: 'Find security groups opened to the internet over IPv6 (::/0)',
    lookAt: [
      '`fromPort` and `toPort` in `requestParameters.ipPermissions.items` are the ports.',
      'The same group may have been closed again: look for `RevokeSecurityGroupIngress` after it.',
      'For IPv4, see [security groups opened over IPv4](security-groups-opened.md).',
    ],
  },
  'network-path-changes': {
    title: 'Find changes to routes, network ACLs, gateways and peerings',
    lookAt: [
      '`requestParameters.destinationCidrBlock` and the gateway or peering connection next to it show where traffic goes now.',
      'A route to a new internet gateway makes a subnet public.',
      WHO,
    ],
  },
  'trail-tampering': {
    title: 'Find stopped or deleted CloudTrail trails',
    lookAt: [
      'Open the event and use _Around this event_ to see what the same user did just before and after.',
      '`PutEventSelectors` can turn off data events without stopping the trail.',
      DENIED,
    ],
  },
  'log-bucket-tampering': {
    title: 'Find changes to the S3 bucket of a CloudTrail trail',
    lookAt: [
      'A lifecycle rule that expires objects after a day empties the bucket without a delete call in CloudTrail.',
      '`requestParameters.bucketPolicy` is the new policy. Check that CloudTrail is still allowed to write.',
      DENIED,
    ],
  },
  'log-groups-deleted': {
    title: 'Find deleted CloudWatch log groups',
    lookAt: ['`requestParameters.logGroupName` is the log group.', WHO, DENIED],
  },
  'security-services-disabled': {
    title: 'Find out who disabled GuardDuty, Config, Security Hub or flow logs',
    lookAt: [
      'In `UpdateDetector`, `requestParameters.enable` is `false` if GuardDuty was disabled.',
      'Look at what the same user did next.',
      DENIED,
    ],
  },
  'kms-keys-disabled-or-deleted': {
    title: 'Find KMS keys that were disabled or scheduled for deletion',
    lookAt: [
      '`requestParameters.keyId` is the key; `responseElements.deletionDate` is when it will be deleted.',
      'Until that date, `CancelKeyDeletion` and `EnableKey` undo it.',
      DENIED,
    ],
  },
  'bucket-access-changes': {
    title: 'Find S3 buckets made public and changed bucket policies',
    lookAt: [
      '`requestParameters.bucketPolicy.Statement` has the new policy: look for a `Principal` of `*`.',
      '`DeleteBucketPublicAccessBlock` removes the protection that would have stopped it.',
      DENIED,
    ],
  },
  'who-read-or-deleted-object': {
    title: 'Find out who read or deleted an S3 object',
    lookAt: [
      'These are data events. If the trail does not record them, nothing is found.',
      '`additionalEventData.bytesTransferredOut` shows how much was read.',
      DENIED,
    ],
  },
  'anonymous-object-access': {
    title: 'Find anonymous access to S3 buckets',
    lookAt: [
      'Requests without `errorCode` succeeded: the object is public.',
      '`requestParameters.key` is the object, `sourceIPAddress` the address of the caller.',
      'These are data events. If the trail does not record them, nothing is found.',
    ],
  },
  'secrets-read': {
    title: 'Find out who read secrets and parameters',
    lookAt: [
      'Programs read secrets all day. Exclude their roles, and look at who remains.',
      '`requestParameters.secretId` or `requestParameters.name` is what was read. The value is never recorded.',
      DENIED,
    ],
  },
  'who-read-secret': {
    title: 'Find out who read one secret or parameter',
    lookAt: [WHO, 'A request can have the name or the ARN of the secret. Try both.', DENIED],
  },
  'data-shared-externally': {
    title: 'Find snapshots, images and functions shared with other accounts',
    lookAt: [
      'Account IDs and `all` in `requestParameters` show with whom it was shared.',
      'A shared snapshot can be copied within minutes, so removing the permission later may not help.',
      DENIED,
    ],
  },
  'unusual-regions': {
    title: 'Find activity in unused AWS Regions',
    lookAt: [
      '`RunInstances` in a Region that you do not use often means that someone is mining cryptocurrency.',
      'Global services, such as IAM, record their events in us-east-1.',
      WHO,
    ],
  },
  'new-addresses-of-user': {
    title: 'Find AWS activity of a user from new IP addresses',
    lookAt: [
      'The Fields panel lists every address and user agent with its count. Look at the rare ones.',
      'The oldest event with an unfamiliar address shows when it began.',
      'Search for the access key of that event to see what else was done with it.',
    ],
  },
  reconnaissance: {
    title: 'Find reconnaissance with stolen AWS credentials',
    lookAt: [
      'Many different `List…` and `Describe…` calls by one access key within minutes are the sign; single calls are normal.',
      '`userAgent` often names the tool.',
      DENIED,
    ],
  },
}
