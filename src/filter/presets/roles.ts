import { token } from '../edit.ts'
import { calls, is, isNot, service, type Preset } from './preset.ts'

const ASSUME_ROLE = [...service('sts'), ...calls('AssumeRole')]

/** Who assumed which role. */
export const ROLES: readonly Preset[] = [
  {
    id: 'who-assumed-role',
    name: 'Who assumed this role?',
    sentence:
      'Everyone who assumed a role, or tried to. CloudTrail counts these calls as read-only, so “Read-only = false” hides them.',
    tokens: [...service('sts'), ...calls('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity')],
    asks: {
      label: 'Role ARN',
      example: 'arn:aws:iam::111122223333:role/deploy',
      suggests: 'requestParameters.roleArn',
      into: { field: 'requestParameters.roleArn', operator: '=' },
    },
  },
  {
    id: 'roles-assumed-from-other-accounts',
    name: 'Roles assumed from other accounts',
    sentence: 'Roles assumed by callers from other accounts. Expect only partners and vendors here.',
    tokens: [...ASSUME_ROLE, ...is('userIdentity.type', 'AWSAccount')],
  },
  {
    id: 'role-chaining',
    name: 'Role chaining',
    sentence:
      'Roles assumed from a session of another role. Each step makes the original caller harder to identify.',
    tokens: [...ASSUME_ROLE, ...is('userIdentity.type', 'AssumedRole')],
  },
  {
    id: 'root-sessions-in-member-accounts',
    name: 'Root sessions in member accounts',
    sentence:
      'AssumeRoot calls, which give the organization’s administrators a root session in a member account.',
    tokens: [...service('sts'), ...calls('AssumeRoot')],
  },
  {
    id: 'instance-credentials-elsewhere',
    name: 'Instance credentials used elsewhere',
    sentence:
      'Calls with an EC2 instance’s credentials from a public address. If the address is not the instance’s own, the credentials were stolen.',
    tokens: [
      ...is('userIdentity.type', 'AssumedRole'),
      token('userName', '^', 'i-'),
      ...isNot('sourceIPAddress', '', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'),
      token('sourceIPAddress', '!:', '.amazonaws.com'),
      token('sourceIPAddress', '!^', 'AWS Internal'),
    ],
  },
  {
    id: 'instance-metadata-v1',
    name: 'Instance credentials from IMDSv1',
    sentence:
      'Calls by EC2 instances that got their credentials from IMDSv1, where a single forged request (SSRF) can steal them.',
    tokens: is('userIdentity.sessionContext.ec2RoleDelivery', '1.0'),
  },
]
