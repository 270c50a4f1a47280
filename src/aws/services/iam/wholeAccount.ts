import { GetAccountSummary$, ListAccountAliases$ } from '@aws-sdk/client-iam'
import type { GetAccountSummaryResponse, ListAccountAliasesResponse } from '@aws-sdk/client-iam'
import { operation, type Operation } from '../../operation.ts'

/** What accounts have at most: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const QUOTAS = {
  UsersQuota: 5000,
  GroupsQuota: 300,
  RolesQuota: 1000,
  PoliciesQuota: 1500,
  InstanceProfilesQuota: 1000,
  ServerCertificatesQuota: 20,
  GroupsPerUserQuota: 10,
  AccessKeysPerUserQuota: 2,
  SigningCertificatesPerUserQuota: 2,
  AttachedPoliciesPerUserQuota: 10,
  AttachedPoliciesPerGroupQuota: 10,
  AttachedPoliciesPerRoleQuota: 10,
  UserPolicySizeQuota: 2048,
  GroupPolicySizeQuota: 5120,
  PolicySizeQuota: 6144,
  PolicyVersionsInUseQuota: 10_000,
  VersionsPerPolicyQuota: 5,
  GlobalEndpointTokenVersion: 1,
}

const getAccountSummary = operation<object, GetAccountSummaryResponse>(
  GetAccountSummary$,
  (_input, { state }) => {
    const { users, groups, roles, policies } = state.iam
    const count = (entities: object) => Object.keys(entities).length
    const withMfa = Object.values(users).filter(({ mfaDevice }) => mfaDevice !== null).length
    return {
      SummaryMap: {
        Users: count(users),
        Groups: count(groups),
        Roles: count(roles),
        Policies: count(policies),
        PolicyVersionsInUse: count(policies),
        InstanceProfiles: 0,
        Providers: 2,
        ServerCertificates: 0,
        MFADevices: withMfa,
        MFADevicesInUse: withMfa,
        AccountMFAEnabled: 1,
        AccountAccessKeysPresent: 0,
        AccountPasswordPresent: 1,
        AccountSigningCertificatesPresent: 0,
        ...QUOTAS,
      },
    }
  },
)

const listAccountAliases = operation<object, ListAccountAliasesResponse>(
  ListAccountAliases$,
  // With an alias, the records of the root user would have it as their user name.
  () => ({ AccountAliases: [], IsTruncated: false }),
)

export const WHOLE_ACCOUNT: readonly Operation[] = [getAccountSummary, listAccountAliases]
