import { calls, is, isNot, service, SUCCEEDED, type Preset } from './preset.ts'
import { token } from '../edit.ts'

/** Who changed what. */
export const CHANGES: readonly Preset[] = [
  {
    id: 'what-changed',
    name: 'What changed?',
    sentence:
      'Every call that changed something, oldest first. Set the time range to the hour before an outage and read from there.',
    tokens: [...is('readOnly', 'false'), ...SUCCEEDED],
    order: 'oldest',
  },
  {
    id: 'who-deleted',
    name: 'Who deleted this?',
    sentence: 'Delete, terminate, remove, deregister and release calls that mention this resource.',
    tokens: SUCCEEDED,
    asks: {
      label: 'Name, ID or ARN of the deleted resource',
      example: 'my-bucket',
      suggests: 'resourceName',
      into: 'text',
      eventNames: ['Delete', 'Terminate', 'Remove', 'Deregister', 'Release'],
    },
  },
  {
    id: 'who-stopped-instance',
    name: 'Who stopped or terminated this instance?',
    sentence:
      'Calls that stopped or terminated this EC2 instance. “Invoked by” shows whether Auto Scaling did it.',
    tokens: [...service('ec2'), ...calls('StopInstances', 'TerminateInstances'), ...SUCCEEDED],
    asks: {
      label: 'Instance ID',
      example: 'i-0abcd1234efgh5678',
      suggests: 'requestParameters.instancesSet.items.instanceId',
      into: { field: 'requestParameters.instancesSet.items.instanceId', operator: '=' },
    },
  },
  {
    id: 'who-launched-instance',
    name: 'Who launched this instance?',
    sentence: 'The call that launched an EC2 instance, with its image, type and launch template.',
    tokens: [...service('ec2'), ...calls('RunInstances')],
    asks: {
      label: 'Instance ID',
      example: 'i-0abcd1234efgh5678',
      suggests: 'responseElements.instancesSet.items.instanceId',
      into: { field: 'responseElements.instancesSet.items.instanceId', operator: '=' },
    },
  },
  {
    id: 'remote-shells',
    name: 'Remote commands and shells',
    sentence:
      'Commands and shell sessions on instances through Systems Manager or EC2 Instance Connect, including denied attempts. CloudTrail records the access, not the commands typed.',
    tokens: [
      ...service('ssm', 'ec2-instance-connect'),
      ...calls('SendCommand', 'StartSession', 'ResumeSession', 'SendSSHPublicKey'),
    ],
  },
  {
    id: 'function-changes',
    name: 'Function code or permissions changed',
    sentence:
      'Lambda functions created, or changed in code, settings, triggers or invoke permissions. Changed code runs with the permissions of the function’s role.',
    tokens: [
      ...service('lambda'),
      // The version of the API is part of the names.
      ...calls(
        ...['CreateFunction', 'UpdateFunctionCode', 'UpdateFunctionConfiguration', 'AddPermission'].flatMap(
          (name) => [name, `${name}20150331`, `${name}20150331v2`],
        ),
        'CreateEventSourceMapping',
        'CreateEventSourceMapping20150331',
      ),
    ],
  },
  {
    id: 'organization-changes',
    name: 'Organization changes',
    sentence:
      'Accounts created, invited, closed, removed or leaving, and organization policies detached, including denied attempts. The organization’s policies no longer apply to an account that leaves it.',
    tokens: [
      ...service('organizations'),
      ...calls(
        'LeaveOrganization',
        'RemoveAccountFromOrganization',
        'InviteAccountToOrganization',
        'CreateAccount',
        'DetachPolicy',
        'CloseAccount',
      ),
    ],
  },
  {
    id: 'database-and-tag-changes',
    name: 'Database and tag changes',
    sentence:
      'Databases changed or deleted, and tags added or removed, including denied attempts. Tags can control backups, costs and access.',
    tokens: [
      ...service('rds', 'ec2'),
      ...calls('DeleteDBInstance', 'ModifyDBInstance', 'CreateTags', 'DeleteTags'),
    ],
  },
]

/** Unusual activity. */
export const UNUSUAL: readonly Preset[] = [
  {
    id: 'unusual-regions',
    name: 'Activity in an unusual Region',
    sentence: 'Write calls outside the Regions you use. Attackers often use Regions nobody monitors.',
    tokens: is('readOnly', 'false'),
    asks: {
      label: 'Regions you use',
      example: 'eu-central-1, us-east-1',
      suggests: 'awsRegion',
      into: { field: 'awsRegion', operator: '!=' },
      several: true,
    },
  },
  {
    id: 'new-addresses-of-user',
    name: 'New IP address or user agent of a user',
    sentence:
      'All calls by one user from an IP address, oldest first. The Fields panel lists the addresses and user agents; the first event with an unfamiliar one shows when it began.',
    tokens: [
      ...isNot('sourceIPAddress', ''),
      token('sourceIPAddress', '!:', '.amazonaws.com'),
      token('sourceIPAddress', '!^', 'AWS Internal'),
    ],
    order: 'oldest',
    asks: {
      label: 'User ARN',
      example: 'arn:aws:iam::111122223333:user/alice',
      suggests: 'userIdentity.arn',
      into: { field: 'userIdentity.arn', operator: '=' },
    },
  },
  {
    id: 'reconnaissance',
    name: 'Reconnaissance',
    sentence:
      'Calls that list identities, permissions and resources, including denied ones. Tools make a few of these calls, but an intruder with a stolen key often makes many at once.',
    tokens: [
      ...service('sts', 'iam', 's3', 'ec2'),
      ...calls(
        'GetCallerIdentity',
        'ListUsers',
        'ListRoles',
        'ListBuckets',
        'GetAccountAuthorizationDetails',
        'DescribeInstances',
      ),
    ],
  },
]
