import { by, denied, ofInstance, record, role, type Case } from './records.ts'

export const ROLES_CASES: Readonly<Record<string, Case>> = {
  'who-assumed-role': {
    values: ['arn:aws:iam::1:role/r'],
    finds: [
      record('sts', 'AssumeRole', role('arn:aws:iam::1:role/r')),
      record('sts', 'AssumeRoleWithSAML', { ...role('arn:aws:iam::1:role/r'), ...denied }),
      record('sts', 'AssumeRoleWithWebIdentity', role('arn:aws:iam::1:role/r')),
    ],
    leaves: [
      record('sts', 'AssumeRole', role('arn:aws:iam::1:role/r2')),
      record('batch', 'RegisterJobDefinition', role('arn:aws:iam::1:role/r')),
    ],
  },
  'roles-assumed-from-other-accounts': {
    finds: [record('sts', 'AssumeRole', by('AWSAccount'))],
    leaves: [
      record('sts', 'AssumeRole', by('AWSService')),
      record('sts', 'AssumeRole'),
      record('s3', 'GetObject', by('AWSAccount')),
    ],
  },
  'role-chaining': {
    finds: [record('sts', 'AssumeRole', by('AssumedRole'))],
    leaves: [record('sts', 'AssumeRole'), record('sts', 'GetCallerIdentity', by('AssumedRole'))],
  },
  'root-sessions-in-member-accounts': {
    finds: [record('sts', 'AssumeRoot')],
    leaves: [record('sts', 'AssumeRole')],
  },
  'instance-credentials-elsewhere': {
    finds: [ofInstance('198.51.100.7'), ofInstance('2001:db8::1')],
    leaves: [
      ...['10.1.2.3', '172.31.0.1', '192.168.1.1', 'fd00::1', 'ssm.amazonaws.com', 'AWS Internal'].map(
        (address) => ofInstance(address),
      ),
      ofInstance(undefined),
      ofInstance('198.51.100.7', 'alice'),
      record('s3', 'GetObject', by('IAMUser', { userName: 'i-am-a-user' })),
    ],
  },
  'instance-metadata-v1': {
    finds: [record('s3', 'ListBuckets', by('AssumedRole', { sessionContext: { ec2RoleDelivery: '1.0' } }))],
    leaves: [record('s3', 'ListBuckets', by('AssumedRole', { sessionContext: { ec2RoleDelivery: '2.0' } }))],
  },
}
