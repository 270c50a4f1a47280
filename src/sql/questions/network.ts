import { sql, type SqlQuestion } from './question.ts'

const group = 'Network'

/** Access over the network. */
export const NETWORK: readonly SqlQuestion[] = [
  {
    id: 'security-group-changes',
    title: 'Security group changes',
    sentence:
      'Security groups created or deleted, and their rules added, changed or removed, including denied attempts. The column toall shows 0.0.0.0/0 and ::/0, which are all addresses.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        coalesce(
          json_extract_scalar(requestparameters, '$.groupId'),
          json_extract_scalar(responseelements, '$.groupId'),
          json_extract_scalar(requestparameters, '$.ModifySecurityGroupRulesRequest.GroupId')
        ) AS groupid,
        json_extract_scalar(permission, '$.ipProtocol') AS protocol,
        json_extract_scalar(permission, '$.fromPort') AS fromport,
        json_extract_scalar(permission, '$.toPort') AS toport,
        coalesce(
          regexp_like(coalesce(json_format(permission), requestparameters), '"(0\.0\.0\.0/0|::/0)"'),
          false
        ) AS toall,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        errorcode,
        eventid
      FROM cloudtrail_logs
      LEFT JOIN UNNEST(
        TRY_CAST(json_extract(requestparameters, '$.ipPermissions.items') AS ARRAY(JSON))
      ) AS t(permission) ON true
      WHERE eventsource = 'ec2.amazonaws.com'
        AND eventname IN (
          'AuthorizeSecurityGroupIngress',
          'AuthorizeSecurityGroupEgress',
          'RevokeSecurityGroupIngress',
          'RevokeSecurityGroupEgress',
          'CreateSecurityGroup',
          'DeleteSecurityGroup',
          'ModifySecurityGroupRules'
        )
      ORDER BY eventtime DESC
    `,
  },
  {
    id: 'network-path-changes',
    title: 'Network path changes',
    sentence:
      'Routes, network ACLs, internet gateways and peering connections created, changed or removed, including denied attempts. They decide where traffic can flow.',
    group,
    sql: sql`
      SELECT
        eventtime,
        eventname,
        requestparameters,
        coalesce(useridentity.arn, useridentity.principalid, useridentity.invokedby) AS caller,
        errorcode,
        eventid
      FROM cloudtrail_logs
      WHERE eventsource = 'ec2.amazonaws.com'
        AND eventname IN (
          'CreateRoute',
          'ReplaceRoute',
          'DeleteRoute',
          'CreateNetworkAclEntry',
          'ReplaceNetworkAclEntry',
          'CreateInternetGateway',
          'AttachInternetGateway',
          'CreateVpcPeeringConnection',
          'AcceptVpcPeeringConnection'
        )
      ORDER BY eventtime DESC
    `,
  },
]
