import { sql, type SqlQuestion } from './question.ts'

const group = 'Sign-in and denied calls'

/** Sign-ins and denied calls. */
export const SIGN_IN: readonly SqlQuestion[] = [
  {
    id: 'root-user-activity',
    title: 'Root user activity',
    sentence:
      'Everything the root user did itself. Root can do anything and is rarely needed, so every event should have a reason.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventsource,
        eventname,
        sourceipaddress,
        useragent,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE useridentity.type = 'Root'
        AND useridentity.invokedby IS NULL
        AND eventtype IS DISTINCT FROM 'AwsServiceEvent'
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'console-logins-without-mfa',
    title: 'Console sign-ins without MFA',
    sentence:
      'Sign-ins by IAM users and root with only a password. Sign-ins through roles are excluded, because they always record “No”.',
    group,
    sql: sql`
      SELECT
        eventtime,
        useridentity.type AS type,
        useridentity.username AS username,
        sourceipaddress,
        useragent,
        eventid
      FROM cloudtrail_logs
      WHERE eventsource = 'signin.amazonaws.com'
        AND eventname = 'ConsoleLogin'
        AND json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Success'
        AND useridentity.type IN ('IAMUser', 'Root')
        -- Written Yes or YES; absent means no.
        AND coalesce(lower(json_extract_scalar(additionaleventdata, '$.MFAUsed')), 'no') <> 'yes'
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'failed-console-logins',
    title: 'Failed console sign-ins',
    sentence:
      'Failed console sign-ins by address and user, and how many succeeded from there. Many failures for one user, or from one address for many users, suggest password guessing.',
    group,
    sql: sql`
      SELECT
        sourceipaddress,
        coalesce(useridentity.username, useridentity.type) AS username,
        count_if(json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Failure') AS failures,
        count_if(json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Success') AS successes,
        min(eventtime) AS firstattempt,
        max(eventtime) AS lastattempt
      FROM cloudtrail_logs
      WHERE eventsource = 'signin.amazonaws.com'
        AND eventname = 'ConsoleLogin'
      GROUP BY 1, 2
      HAVING count_if(json_extract_scalar(responseelements, '$.ConsoleLogin') = 'Failure') > 0
      ORDER BY failures DESC, lastattempt DESC
    `,
  },
  {
    id: 'denied-calls',
    title: 'Denied calls',
    sentence:
      'How often each caller was denied each call, by the hour. A burst suggests a broken deployment, or someone testing a stolen key; uncomment the last condition for one caller.',
    group,
    sql: sql`
      SELECT
        date_trunc('hour', from_iso8601_timestamp(eventtime)) AS hour,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        eventname,
        count(*) AS denied,
        count(DISTINCT sourceipaddress) AS addresses,
        max(errormessage) AS message
      FROM cloudtrail_logs
      WHERE regexp_like(
          errorcode,
          '^(AccessDenied|AccessDeniedException|.*UnauthorizedOperation|UnauthorizedAccess|Forbidden|AuthFailure|VpceAccessDenied|NotAuthorized.*)$'
        )
        -- AND useridentity.arn = 'arn:aws:iam::111122223333:user/alice'
      GROUP BY 1, 2, 3
      ORDER BY denied DESC, hour DESC
    `,
  },
]
