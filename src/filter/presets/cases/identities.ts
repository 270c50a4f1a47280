import { ADMINISTRATOR, by, denied, record, type Case } from './records.ts'

export const IDENTITIES_CASES: Readonly<Record<string, Case>> = {
  'access-key-use': {
    values: ['AKIA1'],
    finds: [
      record('s3', 'ListBuckets', by('IAMUser', { accessKeyId: 'AKIA1' })),
      record('s3', 'ListBuckets', { ...by('IAMUser', { accessKeyId: 'AKIA1' }), ...denied }),
    ],
    leaves: [
      record('s3', 'ListBuckets', by('IAMUser', { accessKeyId: 'AKIA12' })),
      record('iam', 'DeleteAccessKey', { requestParameters: { accessKeyId: 'AKIA1' } }),
    ],
  },
  'new-access-keys': {
    finds: [record('iam', 'CreateAccessKey')],
    leaves: [record('iam', 'CreateAccessKey', denied), record('iam', 'DeleteAccessKey')],
  },
  'access-keys-changed': {
    finds: [record('iam', 'UpdateAccessKey'), record('iam', 'DeleteAccessKey')],
    leaves: [record('iam', 'CreateAccessKey'), record('iam', 'ListAccessKeys')],
  },
  'new-users-and-passwords': {
    finds: [
      record('iam', 'CreateUser'),
      record('iam', 'CreateLoginProfile'),
      record('iam', 'UpdateLoginProfile'),
    ],
    leaves: [
      record('transfer', 'CreateUser'),
      record('iam', 'DeleteUser'),
      record('iam', 'CreateUser', denied),
    ],
  },
  'privilege-changes': {
    finds: [
      record('iam', 'AttachUserPolicy', denied),
      record('iam', 'PutGroupPolicy'),
      record('iam', 'DetachRolePolicy'),
      record('iam', 'DeletePolicy'),
      record('iam', 'SetDefaultPolicyVersion'),
      record('iam', 'AddUserToGroup'),
      record('iam', 'UpdateAssumeRolePolicy'),
      record('iam', 'DeleteRolePermissionsBoundary'),
    ],
    leaves: [
      record('iam', 'GetPolicy'),
      record('organizations', 'CreatePolicy'),
      record('iam', 'CreateUser'),
    ],
  },
  'admin-access-granted': {
    finds: [record('iam', 'AttachRolePolicy', { requestParameters: { policyArn: ADMINISTRATOR } })],
    leaves: [
      record('iam', 'DetachRolePolicy', { requestParameters: { policyArn: ADMINISTRATOR } }),
      record('iam', 'AttachRolePolicy', { requestParameters: { policyArn: `${ADMINISTRATOR}-Amplify` } }),
      record('iam', 'AttachRolePolicy', { requestParameters: { policyArn: ADMINISTRATOR }, ...denied }),
    ],
  },
  'mfa-and-password-policy': {
    finds: [
      'DeactivateMFADevice',
      'DeleteVirtualMFADevice',
      'UpdateAccountPasswordPolicy',
      'DeleteAccountPasswordPolicy',
    ].map((name) => record('iam', name)),
    leaves: [record('iam', 'EnableMFADevice'), record('iam', 'GetAccountPasswordPolicy')],
  },
  'identity-providers': {
    finds: [
      'CreateSAMLProvider',
      'UpdateSAMLProvider',
      'CreateOpenIDConnectProvider',
      'AddClientIDToOpenIDConnectProvider',
    ].map((name) => record('iam', name)),
    leaves: [record('iam', 'ListSAMLProviders')],
  },
}
