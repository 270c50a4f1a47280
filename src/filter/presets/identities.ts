import { calls, is, service, SUCCEEDED, type Preset } from './preset.ts'

const ADMINISTRATOR = ['aws', 'aws-cn', 'aws-us-gov'].map(
  (partition) => `arn:${partition}:iam::aws:policy/AdministratorAccess`,
)

/** Users, keys and what they may do. */
export const IDENTITIES: readonly Preset[] = [
  {
    id: 'access-key-use',
    name: 'What did this access key do?',
    sentence:
      'Every call signed with one access key; use it when a key has leaked, to see the calls, their source addresses and their results.',
    tokens: [],
    asks: {
      label: 'Access key ID',
      example: 'AKIAIOSFODNN7EXAMPLE',
      suggests: 'accessKeyId',
      into: { field: 'accessKeyId', operator: '=' },
    },
  },
  {
    id: 'new-access-keys',
    name: 'New access keys',
    sentence:
      'Access keys that were created: they work from anywhere until somebody deletes them, and one made for another user is a favourite way to stay.',
    tokens: [...service('iam'), ...calls('CreateAccessKey'), ...SUCCEEDED],
  },
  {
    id: 'access-keys-changed',
    name: 'Access keys switched or deleted',
    sentence:
      'Access keys that were activated, deactivated or deleted: the end of a rotation, of a leak, or of a trace.',
    tokens: [...service('iam'), ...calls('UpdateAccessKey', 'DeleteAccessKey'), ...SUCCEEDED],
  },
  {
    id: 'new-users-and-passwords',
    name: 'New users and console passwords',
    sentence:
      'Users created, and console passwords set or changed: compare who did it with whom it was done for.',
    tokens: [
      ...service('iam'),
      ...calls('CreateUser', 'CreateLoginProfile', 'UpdateLoginProfile'),
      ...SUCCEEDED,
    ],
  },
  {
    id: 'privilege-changes',
    name: 'Privilege changes',
    sentence:
      'Calls that change what a user, group or role may do, or who may become a role, denied ones included: a common privilege-escalation path.',
    tokens: [
      ...service('iam'),
      ...calls(
        'AttachUserPolicy',
        'AttachRolePolicy',
        'AttachGroupPolicy',
        'DetachUserPolicy',
        'DetachRolePolicy',
        'DetachGroupPolicy',
        'PutUserPolicy',
        'PutRolePolicy',
        'PutGroupPolicy',
        'DeleteUserPolicy',
        'DeleteRolePolicy',
        'DeleteGroupPolicy',
        'CreatePolicy',
        'DeletePolicy',
        'CreatePolicyVersion',
        'DeletePolicyVersion',
        'SetDefaultPolicyVersion',
        'AddUserToGroup',
        'UpdateAssumeRolePolicy',
        'PutUserPermissionsBoundary',
        'PutRolePermissionsBoundary',
        'DeleteUserPermissionsBoundary',
        'DeleteRolePermissionsBoundary',
      ),
    ],
  },
  {
    id: 'administrators-made',
    name: 'Admin access granted',
    sentence:
      'AWS’s AdministratorAccess policy given to a user, group or role: from then on it may do everything.',
    tokens: [
      ...service('iam'),
      ...calls('AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy'),
      ...is('requestParameters.policyArn', ...ADMINISTRATOR),
      ...SUCCEEDED,
    ],
  },
  {
    id: 'mfa-and-password-policy',
    name: 'MFA removed, password policy changed',
    sentence:
      'Second factors taken away and the account’s password rules changed or dropped: both make a stolen password worth more.',
    tokens: [
      ...service('iam'),
      ...calls(
        'DeactivateMFADevice',
        'DeleteVirtualMFADevice',
        'UpdateAccountPasswordPolicy',
        'DeleteAccountPasswordPolicy',
      ),
    ],
  },
  {
    id: 'identity-providers',
    name: 'Identity providers added or changed',
    sentence:
      'SAML and OpenID Connect providers added or changed in IAM; a provider controls who can sign in through it, so a new one may be a back door.',
    tokens: [
      ...service('iam'),
      ...calls(
        'CreateSAMLProvider',
        'UpdateSAMLProvider',
        'CreateOpenIDConnectProvider',
        'AddClientIDToOpenIDConnectProvider',
      ),
    ],
  },
]
