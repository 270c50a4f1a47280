import { sql, type SqlQuestion } from './question.ts'

const group = 'Roles'

/** Who assumed which role. */
export const ROLES: readonly SqlQuestion[] = [
  {
    id: 'who-assumed-role',
    title: 'Who assumed this role?',
    sentence:
      'Who assumed each role, or tried to, how often and when. CloudTrail counts these calls as read-only; uncomment the last condition for one role.',
    group,
    sql: sql`
      SELECT
        coalesce(
          json_extract_scalar(requestparameters, '$.roleArn'),
          json_extract_scalar(requestparameters, '$.targetPrincipal')
        ) AS role,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        eventname,
        count(*) AS calls,
        count_if(errorcode IS NOT NULL) AS failures,
        min(eventtime) AS firstcall,
        max(eventtime) AS lastcall
      FROM cloudtrail_logs
      WHERE eventsource = 'sts.amazonaws.com'
        AND eventname IN ('AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot')
        -- AND json_extract_scalar(requestparameters, '$.roleArn') = 'arn:aws:iam::111122223333:role/deploy'
      GROUP BY 1, 2, 3
      ORDER BY role, calls DESC
    `,
  },
  {
    id: 'roles-assumed-from-other-accounts',
    title: 'Roles assumed from other accounts',
    sentence:
      'Roles assumed by callers from other accounts. Expect only partners and vendors here; the event in the other account has the same shared event ID.',
    group,
    sql: sql`
      SELECT
        eventtime,
        useridentity.accountid AS calleraccount,
        coalesce(useridentity.arn, useridentity.principalid) AS caller,
        json_extract_scalar(requestparameters, '$.roleArn') AS role,
        json_extract_scalar(requestparameters, '$.externalId') AS externalid,
        sharedeventid,
        sourceipaddress,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE eventsource = 'sts.amazonaws.com'
        AND eventname = 'AssumeRole'
        AND (useridentity.type = 'AWSAccount' OR useridentity.accountid <> recipientaccountid)
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'role-chaining',
    title: 'Role chaining',
    sentence:
      'Roles assumed from a session of another role, and who started that session. Each step makes the original caller harder to identify.',
    group,
    sql: sql`
      WITH sessions AS (
        SELECT
          json_extract_scalar(responseelements, '$.credentials.accessKeyId') AS accesskeyid,
          min(coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby)) AS startedby
        FROM cloudtrail_logs
        WHERE eventsource = 'sts.amazonaws.com'
        GROUP BY 1
      )
      SELECT
        eventtime,
        startedby,
        useridentity.arn AS caller,
        useridentity.sessioncontext.sessionissuer.arn AS fromrole,
        json_extract_scalar(requestparameters, '$.roleArn') AS torole,
        sourceipaddress,
        errorcode,
        eventid
      FROM cloudtrail_logs
      LEFT JOIN sessions ON sessions.accesskeyid = useridentity.accesskeyid
      WHERE eventsource = 'sts.amazonaws.com'
        AND eventname = 'AssumeRole'
        AND useridentity.type = 'AssumedRole'
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'instance-credentials-elsewhere',
    title: 'Instance credentials used elsewhere',
    sentence:
      'Public addresses from which an EC2 instance’s credentials were used. If an address is not the instance’s own, the credentials were stolen; roledelivery 1.0 means IMDSv1.',
    group,
    sql: sql`
      SELECT
        split_part(useridentity.principalid, ':', 2) AS instanceid,
        sourceipaddress,
        useridentity.sessioncontext.sessionissuer.username AS role,
        useridentity.sessioncontext.ec2roledelivery AS roledelivery,
        count(*) AS calls,
        count(DISTINCT eventname) AS eventnames,
        min(eventtime) AS firstcall,
        max(eventtime) AS lastcall
      FROM cloudtrail_logs
      WHERE useridentity.type = 'AssumedRole'
        AND split_part(useridentity.principalid, ':', 2) LIKE 'i-%'
        AND TRY_CAST(sourceipaddress AS IPADDRESS) IS NOT NULL
        AND NOT contains('10.0.0.0/8', TRY_CAST(sourceipaddress AS IPADDRESS))
        AND NOT contains('172.16.0.0/12', TRY_CAST(sourceipaddress AS IPADDRESS))
        AND NOT contains('192.168.0.0/16', TRY_CAST(sourceipaddress AS IPADDRESS))
        AND NOT contains('fc00::/7', TRY_CAST(sourceipaddress AS IPADDRESS))
      GROUP BY 1, 2, 3, 4
      ORDER BY instanceid, firstcall
    `,
  },
]
