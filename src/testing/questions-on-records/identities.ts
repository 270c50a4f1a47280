import {
  caller,
  columns,
  distinct,
  failed,
  firstScalar,
  greatest,
  groupsBy,
  inRequest,
  inResponse,
  least,
  names,
  scalar,
  text,
  times,
  who,
  type Plain,
  type Reading,
} from './plainRecord.ts'

const valuesOf = (records: readonly Plain[], member: string): readonly string[] =>
  distinct(records.map((record) => text(record[member])))

export const IDENTITIES: Readonly<Record<string, Reading>> = {
  'access-key-use': {
    rows: (records) =>
      groupsBy(
        records.filter((record) => (who(record, 'accessKeyId') ?? '') !== ''),
        (record) => [who(record, 'accessKeyId')],
      ).map((group) => ({
        accesskeyid: who(group[0]!, 'accessKeyId'),
        caller: greatest(group.map((record) => who(record, 'arn'))),
        calls: group.length,
        failures: group.filter(failed).length,
        eventnames: valuesOf(group, 'eventName').length,
        useragents: valuesOf(group, 'userAgent').length,
        addresses: valuesOf(group, 'sourceIPAddress').join(', '),
        regions: valuesOf(group, 'awsRegion').join(', '),
        firstuse: least(times(group)),
        lastuse: greatest(times(group)),
      })),
    order: ['-calls', '-lastuse'],
  },
  'new-access-keys': {
    rows: (records) =>
      records
        .filter((record) => names(record, 'iam', /^(Create|Update|Delete)AccessKey$/) && !failed(record))
        .map((record) => {
          const named = scalar(inRequest(record, 'userName'))
          return {
            ...columns(record, 'eventTime', 'eventName', 'sourceIPAddress', 'eventID'),
            accesskeyid: firstScalar(
              inResponse(record, 'accessKey', 'accessKeyId'),
              inRequest(record, 'accessKeyId'),
            ),
            owner: named ?? who(record, 'userName'),
            caller: caller(record),
            foranother: named !== null && named !== who(record, 'userName'),
          }
        }),
  },
  'new-users-and-passwords': {
    rows: (records) =>
      records
        .filter(
          (record) => names(record, 'iam', /^(CreateUser|(Create|Update)LoginProfile)$/) && !failed(record),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventName', 'sourceIPAddress', 'eventID'),
          username: scalar(inRequest(record, 'userName')),
          caller: caller(record),
          foranother: scalar(inRequest(record, 'userName')) !== who(record, 'userName'),
        })),
  },
  'privilege-changes': {
    rows: (records) =>
      records
        .filter((record) =>
          names(
            record,
            'iam',
            /^((Attach|Detach|Put|Delete)(User|Role|Group)Policy|(Create|Delete)Policy(Version)?|SetDefaultPolicyVersion|AddUserToGroup|UpdateAssumeRolePolicy|(Put|Delete)(User|Role)PermissionsBoundary)$/,
          ),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventName', 'errorCode', 'eventID'),
          identity: firstScalar(
            ...['userName', 'roleName', 'groupName'].map((name) => inRequest(record, name)),
          ),
          policy: firstScalar(
            ...['policyArn', 'policyName', 'permissionsBoundary'].map((name) => inRequest(record, name)),
          ),
          isbroad:
            scalar(inRequest(record, 'policyArn'))?.endsWith('AdministratorAccess') === true ||
            scalar(inRequest(record, 'policyDocument'))?.includes('"*"') === true,
          caller: caller(record),
        })),
  },
  'mfa-and-password-policy': {
    rows: (records) =>
      records
        .filter((record) =>
          names(
            record,
            'iam',
            /^(DeactivateMFADevice|DeleteVirtualMFADevice|(Update|Delete)AccountPasswordPolicy)$/,
          ),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventName', 'errorCode', 'eventID'),
          username: scalar(inRequest(record, 'userName')),
          device: scalar(inRequest(record, 'serialNumber')),
          caller: caller(record),
        })),
  },
  'identity-providers': {
    rows: (records) =>
      records
        .filter((record) =>
          names(
            record,
            'iam',
            /^((Create|Update)SAMLProvider|CreateOpenIDConnectProvider|AddClientIDToOpenIDConnectProvider)$/,
          ),
        )
        .map((record) => ({
          ...columns(record, 'eventTime', 'eventName', 'sourceIPAddress', 'errorCode', 'eventID'),
          provider: firstScalar(
            ...['name', 'url', 'sAMLProviderArn', 'openIDConnectProviderArn'].map((name) =>
              inRequest(record, name),
            ),
          ),
          caller: caller(record),
        })),
  },
}
