import { sql, type SqlQuestion } from './question.ts'

const group = 'Unusual'

/** Unusual activity. */
export const UNUSUAL: readonly SqlQuestion[] = [
  {
    id: 'unusual-regions',
    title: 'Activity in an unusual Region',
    sentence:
      'Write calls in each Region, those with the fewest first, with instances launched and functions created. Uncomment the last condition to exclude the Regions you use: attackers often use Regions nobody monitors.',
    group,
    sql: sql`
      SELECT
        awsregion,
        count(*) AS writes,
        count_if(eventname = 'RunInstances') AS launches,
        count_if(eventname LIKE 'CreateFunction%') AS functions,
        count(DISTINCT coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby)) AS callers,
        min(eventtime) AS firstcall,
        max(eventtime) AS lastcall
      FROM cloudtrail_logs
      WHERE readonly = 'false'
        -- AND awsregion NOT IN ('eu-central-1', 'us-east-1')
      GROUP BY awsregion
      ORDER BY writes
    `,
  },
  {
    id: 'new-addresses-of-user',
    title: 'New IP address or user agent of a user',
    sentence:
      'The first call of each user from each IP address, with its user agent, newest first. Uncomment the last condition for one user.',
    group,
    sql: sql`
      WITH calls AS (
        SELECT
          eventtime,
          useridentity.arn AS caller,
          sourceipaddress,
          useragent,
          eventname,
          eventid,
          row_number() OVER (
            PARTITION BY useridentity.arn, sourceipaddress
            ORDER BY eventtime, eventid
          ) AS occurrence
        FROM cloudtrail_logs
        WHERE useridentity.arn IS NOT NULL
          -- Calls by services have names, such as ec2.amazonaws.com.
          AND TRY_CAST(sourceipaddress AS IPADDRESS) IS NOT NULL
      )
      SELECT
        eventtime,
        caller,
        sourceipaddress,
        useragent,
        eventname,
        eventid
      FROM calls
      WHERE occurrence = 1
        -- AND caller = 'arn:aws:iam::111122223333:user/alice'
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'reconnaissance',
    title: 'Reconnaissance',
    sentence:
      'How many different calls that list identities, permissions and resources each caller made in an hour, in how many Regions, and how many were denied. Tools make a few of these calls, but an intruder with a stolen key often makes many at once.',
    group,
    sql: sql`
      SELECT
        date_trunc('hour', from_iso8601_timestamp(eventtime)) AS hour,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        count(DISTINCT eventname) AS eventnames,
        count(DISTINCT awsregion) AS regions,
        count(*) AS calls,
        count_if(
          regexp_like(
            errorcode,
            '^(AccessDenied|AccessDeniedException|.*UnauthorizedOperation|UnauthorizedAccess|Forbidden|AuthFailure|VpceAccessDenied|NotAuthorized.*)$'
          )
        ) AS denied
      FROM cloudtrail_logs
      WHERE eventsource IN ('sts.amazonaws.com', 'iam.amazonaws.com', 's3.amazonaws.com', 'ec2.amazonaws.com')
        AND eventname IN (
          'GetCallerIdentity',
          'ListUsers',
          'ListRoles',
          'ListBuckets',
          'GetAccountAuthorizationDetails',
          'DescribeInstances'
        )
      GROUP BY 1, 2
      ORDER BY eventnames DESC, regions DESC, calls DESC
    `,
  },
]
