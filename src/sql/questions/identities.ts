import { sql, type SqlQuestion } from './question.ts'

const group = 'Users, keys and permissions'

/** Users, keys and permissions. */
export const IDENTITIES: readonly SqlQuestion[] = [
  {
    id: 'access-key-use',
    title: 'What did this access key do?',
    sentence:
      'For each access key its calls, failures, source addresses and Regions, and when it was first and last used. Uncomment the last condition for one key, such as one that has leaked.',
    group,
    sql: sql`
      SELECT
        useridentity.accesskeyid AS accesskeyid,
        max(useridentity.arn) AS caller,
        count(*) AS calls,
        count_if(errorcode IS NOT NULL) AS failures,
        count(DISTINCT eventname) AS eventnames,
        count(DISTINCT useragent) AS useragents,
        array_join(array_agg(DISTINCT sourceipaddress ORDER BY sourceipaddress), ', ') AS addresses,
        array_join(array_agg(DISTINCT awsregion ORDER BY awsregion), ', ') AS regions,
        min(eventtime) AS firstuse,
        max(eventtime) AS lastuse
      FROM cloudtrail_logs
      WHERE useridentity.accesskeyid <> ''
        -- AND useridentity.accesskeyid = 'AKIAIOSFODNN7EXAMPLE'
      GROUP BY useridentity.accesskeyid
      ORDER BY calls DESC, lastuse DESC
    `,
  },
  {
    id: 'new-access-keys',
    title: 'New access keys',
    sentence:
      'Access keys that were created, activated, deactivated or deleted, and whether for another user. Attackers often create a key for another user to keep their access.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        coalesce(
          json_extract_scalar(responseelements, '$.accessKey.accessKeyId'),
          json_extract_scalar(requestparameters, '$.accessKeyId')
        ) AS accesskeyid,
        -- Without a user name in the request, the key is the caller's own.
        coalesce(json_extract_scalar(requestparameters, '$.userName'), useridentity.username) AS owner,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        coalesce(json_extract_scalar(requestparameters, '$.userName'), useridentity.username)
          IS DISTINCT FROM useridentity.username AS foranother,
        sourceipaddress,
        eventid
      FROM cloudtrail_logs
      WHERE eventsource = 'iam.amazonaws.com'
        AND eventname IN ('CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey')
        AND errorcode IS NULL
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'new-users-and-passwords',
    title: 'New users and console passwords',
    sentence:
      'IAM users created, and console passwords set or changed. Check who did it, and for which user.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        json_extract_scalar(requestparameters, '$.userName') AS username,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        json_extract_scalar(requestparameters, '$.userName')
          IS DISTINCT FROM useridentity.username AS foranother,
        sourceipaddress,
        eventid
      FROM cloudtrail_logs
      WHERE eventsource = 'iam.amazonaws.com'
        AND eventname IN ('CreateUser', 'CreateLoginProfile', 'UpdateLoginProfile')
        AND errorcode IS NULL
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'privilege-changes',
    title: 'Privilege changes',
    sentence:
      'Changes to the permissions of users, groups and roles, and to who can assume a role, including denied attempts. The column isbroad shows those with AdministratorAccess or a “*” in the policy.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        coalesce(
          json_extract_scalar(requestparameters, '$.userName'),
          json_extract_scalar(requestparameters, '$.roleName'),
          json_extract_scalar(requestparameters, '$.groupName')
        ) AS identity,
        coalesce(
          json_extract_scalar(requestparameters, '$.policyArn'),
          json_extract_scalar(requestparameters, '$.policyName'),
          json_extract_scalar(requestparameters, '$.permissionsBoundary')
        ) AS policy,
        coalesce(json_extract_scalar(requestparameters, '$.policyArn') LIKE '%AdministratorAccess', false)
          OR coalesce(json_extract_scalar(requestparameters, '$.policyDocument') LIKE '%"*"%', false) AS isbroad,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE eventsource = 'iam.amazonaws.com'
        AND (
          regexp_like(eventname, '^(Attach|Detach|Put|Delete)(User|Role|Group)Policy$')
          OR regexp_like(eventname, '^(Put|Delete)(User|Role)PermissionsBoundary$')
          OR eventname IN (
            'CreatePolicy',
            'CreatePolicyVersion',
            'SetDefaultPolicyVersion',
            'DeletePolicy',
            'DeletePolicyVersion',
            'AddUserToGroup',
            'UpdateAssumeRolePolicy'
          )
        )
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'mfa-and-password-policy',
    title: 'MFA removed, password policy changed',
    sentence:
      'MFA devices removed, and the account’s password policy changed or deleted, including denied attempts. Both make a stolen password more useful.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        json_extract_scalar(requestparameters, '$.userName') AS username,
        json_extract_scalar(requestparameters, '$.serialNumber') AS device,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE eventsource = 'iam.amazonaws.com'
        AND eventname IN (
          'DeactivateMFADevice',
          'DeleteVirtualMFADevice',
          'UpdateAccountPasswordPolicy',
          'DeleteAccountPasswordPolicy'
        )
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'identity-providers',
    title: 'Identity providers added or changed',
    sentence:
      'SAML and OpenID Connect providers added or changed in IAM. A provider controls who can sign in through it, so a new one may be a back door.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        coalesce(
          json_extract_scalar(requestparameters, '$.name'),
          json_extract_scalar(requestparameters, '$.url'),
          json_extract_scalar(requestparameters, '$.sAMLProviderArn'),
          json_extract_scalar(requestparameters, '$.openIDConnectProviderArn')
        ) AS provider,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        sourceipaddress,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE eventsource = 'iam.amazonaws.com'
        AND eventname IN (
          'CreateSAMLProvider',
          'UpdateSAMLProvider',
          'CreateOpenIDConnectProvider',
          'AddClientIDToOpenIDConnectProvider'
        )
      ORDER BY eventtime DESC
    `,
  },
]
