import { sql, type SqlQuestion } from './question.ts'

const group = 'Changes'

/** Who changed what. */
export const CHANGES: readonly SqlQuestion[] = [
  {
    id: 'what-changed',
    title: 'What changed?',
    sentence:
      'Every call that changed something on the last day of the events, oldest first, with the number of changes to the same resource. For the hour before an outage, use the condition in the comment instead.',
    group,
    sql: sql`
      WITH changes AS (
        SELECT
          eventtime,
          eventname,
          coalesce(
            element_at(transform(resources, r -> r.arn), 1),
            json_extract_scalar(requestparameters, '$.bucketName'),
            json_extract_scalar(requestparameters, '$.functionName'),
            json_extract_scalar(requestparameters, '$.roleName'),
            json_extract_scalar(requestparameters, '$.userName'),
            json_extract_scalar(requestparameters, '$.groupId'),
            json_extract_scalar(requestparameters, '$.instancesSet.items[0].instanceId'),
            json_extract_scalar(requestparameters, '$.name')
          ) AS resource,
          coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
          eventid
        FROM cloudtrail_logs
        WHERE readonly = 'false'
          AND errorcode IS NULL
          AND from_iso8601_timestamp(eventtime) >= (
            SELECT max(from_iso8601_timestamp(eventtime)) - interval '1' day
            FROM cloudtrail_logs
          )
          -- AND eventtime BETWEEN '2026-02-03T09:00:00Z' AND '2026-02-03T10:00:00Z'
      )
      SELECT
        eventtime,
        eventname,
        resource,
        count(resource) OVER (PARTITION BY resource) AS changes,
        caller,
        eventid
      FROM changes
      ORDER BY eventtime
    `,
  },
  {
    id: 'who-deleted',
    title: 'Who deleted this?',
    sentence:
      'Delete, terminate, remove, deregister and release calls, and who started the session that made them. Uncomment the last condition for the calls that mention one resource.',
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
        eventname,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        startedby,
        array_join(transform(resources, r -> r.arn), ', ') AS arns,
        requestparameters,
        eventid
      FROM cloudtrail_logs
      LEFT JOIN sessions ON sessions.accesskeyid = useridentity.accesskeyid
      WHERE regexp_like(eventname, '^(Delete|Terminate|Remove|Deregister|Release)')
        AND errorcode IS NULL
        -- AND (requestparameters LIKE '%my-bucket%' OR any_match(resources, r -> r.arn LIKE '%my-bucket%'))
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'who-stopped-instance',
    title: 'Who stopped or terminated this instance?',
    sentence:
      'Calls that stopped or terminated EC2 instances, and Spot Instances that EC2 took back. The column invokedby shows whether Auto Scaling did it; uncomment the last condition for one instance.',
    group,
    sql: sql`
      WITH stops AS (
        SELECT
          eventtime,
          eventname,
          json_extract_scalar(item, '$.instanceId') AS instanceid,
          json_extract_scalar(item, '$.previousState.name') AS previousstate,
          json_extract_scalar(item, '$.currentState.name') AS currentstate,
          coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
          useridentity.invokedby AS invokedby,
          eventid
        FROM cloudtrail_logs
        CROSS JOIN UNNEST(
          TRY_CAST(
            coalesce(
              json_extract(responseelements, '$.instancesSet.items'),
              json_extract(requestparameters, '$.instancesSet.items')
            ) AS ARRAY(JSON)
          )
        ) AS t(item)
        WHERE eventsource = 'ec2.amazonaws.com'
          AND eventname IN ('StopInstances', 'TerminateInstances')
          AND errorcode IS NULL
        UNION ALL
        SELECT
          eventtime,
          eventname,
          instanceid,
          NULL AS previousstate,
          NULL AS currentstate,
          coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
          useridentity.invokedby AS invokedby,
          eventid
        FROM cloudtrail_logs
        CROSS JOIN UNNEST(
          TRY_CAST(json_extract(serviceeventdetails, '$.instanceIdSet') AS ARRAY(VARCHAR))
        ) AS t(instanceid)
        WHERE eventsource = 'ec2.amazonaws.com'
          AND eventname = 'BidEvictedEvent'
      )
      SELECT *
      FROM stops
      -- WHERE instanceid = 'i-0abcd1234efgh5678'
      ORDER BY eventtime DESC, instanceid
    `,
  },
  {
    id: 'who-launched-instance',
    title: 'Who launched this instance?',
    sentence:
      'The calls that launched EC2 instances, with image, type and launch template. Uncomment the last condition for one instance.',
    group,
    sql: sql`
      SELECT
        eventtime,
        json_extract_scalar(item, '$.instanceId') AS instanceid,
        json_extract_scalar(item, '$.imageId') AS imageid,
        coalesce(
          json_extract_scalar(item, '$.instanceType'),
          json_extract_scalar(requestparameters, '$.instanceType')
        ) AS instancetype,
        coalesce(
          json_extract_scalar(requestparameters, '$.launchTemplate.launchTemplateName'),
          json_extract_scalar(requestparameters, '$.launchTemplate.launchTemplateId')
        ) AS launchtemplate,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        useridentity.invokedby AS invokedby,
        awsregion,
        eventid
      FROM cloudtrail_logs
      CROSS JOIN UNNEST(TRY_CAST(json_extract(responseelements, '$.instancesSet.items') AS ARRAY(JSON))) AS t(item)
      WHERE eventsource = 'ec2.amazonaws.com'
        AND eventname = 'RunInstances'
        -- AND json_extract_scalar(item, '$.instanceId') = 'i-0abcd1234efgh5678'
      ORDER BY eventtime DESC, instanceid
    `,
  },
  {
    id: 'remote-shells',
    title: 'Remote commands and shells',
    sentence:
      'Commands and shell sessions on instances through Systems Manager or EC2 Instance Connect, including denied attempts. CloudTrail records the access, not the commands typed.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        coalesce(
          json_extract_scalar(requestparameters, '$.target'),
          json_extract_scalar(requestparameters, '$.instanceId'),
          json_format(json_extract(requestparameters, '$.instanceIds'))
        ) AS instance,
        json_extract_scalar(requestparameters, '$.documentName') AS documentname,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        sourceipaddress,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE (eventsource = 'ssm.amazonaws.com' AND eventname IN ('SendCommand', 'StartSession', 'ResumeSession'))
        OR (eventsource = 'ec2-instance-connect.amazonaws.com' AND eventname = 'SendSSHPublicKey')
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'function-changes',
    title: 'Function code or permissions changed',
    sentence:
      'Lambda functions created, or changed in code, settings, triggers or invoke permissions. Changed code runs with the permissions of the function’s role.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        json_extract_scalar(requestparameters, '$.functionName') AS functionname,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        sourceipaddress,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE eventsource = 'lambda.amazonaws.com'
        -- Names end in the version of the API, such as 20150331v2.
        AND regexp_replace(eventname, '[0-9]{8}(v[0-9]+)?$', '') IN (
          'CreateFunction',
          'UpdateFunctionCode',
          'UpdateFunctionConfiguration',
          'AddPermission',
          'CreateEventSourceMapping'
        )
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'organization-changes',
    title: 'Organization changes',
    sentence:
      'Accounts created, invited, closed, removed or leaving, and organization policies detached, including denied attempts. The organization’s policies no longer apply to an account that leaves it.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        coalesce(
          json_extract_scalar(requestparameters, '$.accountId'),
          json_extract_scalar(requestparameters, '$.target.id'),
          json_extract_scalar(requestparameters, '$.targetId'),
          json_extract_scalar(requestparameters, '$.accountName'),
          recipientaccountid
        ) AS account,
        json_extract_scalar(requestparameters, '$.policyId') AS policyid,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE eventsource = 'organizations.amazonaws.com'
        AND eventname IN (
          'LeaveOrganization',
          'RemoveAccountFromOrganization',
          'InviteAccountToOrganization',
          'CreateAccount',
          'DetachPolicy',
          'CloseAccount'
        )
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'database-and-tag-changes',
    title: 'Database and tag changes',
    sentence:
      'Databases changed or deleted, and tags added or removed, including denied attempts. Tags can control backups, costs and access.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        coalesce(
          json_extract_scalar(requestparameters, '$.dBInstanceIdentifier'),
          json_format(json_extract(requestparameters, '$.resourcesSet.items'))
        ) AS changed,
        json_format(json_extract(requestparameters, '$.tagSet.items')) AS tags,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE (eventsource = 'rds.amazonaws.com' AND eventname IN ('DeleteDBInstance', 'ModifyDBInstance'))
        OR (eventsource = 'ec2.amazonaws.com' AND eventname IN ('CreateTags', 'DeleteTags'))
      ORDER BY eventtime DESC
    `,
  },
]
