import { calls, is, service, SUCCEEDED, type Preset } from './preset.ts'

const ADMINISTRATOR = ['aws', 'aws-cn', 'aws-us-gov'].map(
  (partition) => `arn:${partition}:iam::aws:policy/AdministratorAccess`,
)

/** Users, keys and permissions. */
export const IDENTITIES: readonly Preset[] = [
  {
    id: 'access-key-use',
    name: 'What did this access key do?',
    sentence:
      'Every call signed with one access key. Use it when a key has leaked, to see the calls, their source addresses and their results.',
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
      'Every access key that was created. Attackers often create a key for another user to keep their access.',
    tokens: [...service('iam'), ...calls('CreateAccessKey'), ...SUCCEEDED],
  },
  {
    id: 'access-keys-changed',
    name: 'Access keys changed or deleted',
    sentence:
      'Access keys that were activated, deactivated or deleted: in a rotation, after a leak, or to cover tracks.',
    tokens: [...service('iam'), ...calls('UpdateAccessKey', 'DeleteAccessKey'), ...SUCCEEDED],
  },
  {
    id: 'new-users-and-passwords',
    name: 'New users and console passwords',
    sentence:
      'IAM users created, and console passwords set or changed. Check who did it, and for which user.',
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
      'Changes to the permissions of users, groups and roles, and to who can assume a role, including denied attempts. This is a common privilege-escalation path.',
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
    id: 'admin-access-granted',
    name: 'Admin access granted',
    sentence: 'The AdministratorAccess policy attached to a user, group or role, which gives it full access.',
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
      'MFA devices removed, and the account’s password policy changed or deleted, including denied attempts. Both make a stolen password more useful.',
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
      'SAML and OpenID Connect providers added or changed in IAM. A provider controls who can sign in through it, so a new one may be a back door.',
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
