import { token } from '../edit.ts'
import { calls, is, isNot, service, type Preset } from './preset.ts'

const ASSUME_ROLE = [...service('sts'), ...calls('AssumeRole')]

/** Who assumed which role. */
export const ROLES: readonly Preset[] = [
  {
    id: 'who-assumed-role',
    name: 'Who assumed this role?',
    sentence:
      'Everyone who took on a role or tried to, by any way in: CloudTrail calls this read-only, so “Read-only = false” hides it.',
    tokens: [...service('sts'), ...calls('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity')],
    asks: {
      label: 'Role ARN',
      example: 'arn:aws:iam::111122223333:role/deploy',
      suggests: 'requestParameters.roleArn',
      into: { field: 'requestParameters.roleArn', operator: '=' },
    },
  },
  {
    id: 'roles-used-from-outside',
    name: 'Outside account used our role',
    sentence:
      'Roles taken on by somebody of another account: partners are expected here, anyone else is not.',
    tokens: [...ASSUME_ROLE, ...is('userIdentity.type', 'AWSAccount')],
  },
  {
    id: 'role-chaining',
    name: 'Role chaining',
    sentence:
      'Roles taken on by somebody who was in a role already: each step hides a little more who it is.',
    tokens: [...ASSUME_ROLE, ...is('userIdentity.type', 'AssumedRole')],
  },
  {
    id: 'root-of-member-accounts',
    name: 'Root sessions in member accounts',
    sentence:
      'AssumeRoot: somebody of the organization’s management took on the root user of one of its accounts.',
    tokens: [...service('sts'), ...calls('AssumeRoot')],
  },
  {
    id: 'instance-credentials-elsewhere',
    name: 'Instance credentials used elsewhere',
    sentence:
      'Calls with an EC2 instance’s own credentials that came from a public address: if it is not that instance’s, the credentials were carried off.',
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
    name: 'Instance credentials by IMDSv1',
    sentence:
      'Calls of EC2 instances that got their credentials the old way, which one forged request to the instance is enough to steal.',
    tokens: is('userIdentity.sessionContext.ec2RoleDelivery', '1.0'),
  },
]
