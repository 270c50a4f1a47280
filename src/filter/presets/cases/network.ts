import { denied, ingress, range, record, type Case } from './records.ts'

export const NETWORK_CASES: Readonly<Record<string, Case>> = {
  'security-group-changes': {
    finds: [
      ingress(range('10.0.0.0/8')),
      record('ec2', 'AuthorizeSecurityGroupEgress'),
      record('ec2', 'RevokeSecurityGroupIngress', denied),
      record('ec2', 'RevokeSecurityGroupEgress'),
      record('ec2', 'CreateSecurityGroup'),
      record('ec2', 'DeleteSecurityGroup'),
      record('ec2', 'ModifySecurityGroupRules'),
    ],
    leaves: [record('ec2', 'DescribeSecurityGroups'), record('rds', 'AuthorizeSecurityGroupIngress')],
  },
  'security-groups-opened': {
    finds: [ingress(range('0.0.0.0/0')), ingress({ ipPermissions: {}, cidrIp: '0.0.0.0/0' })],
    leaves: [
      ingress(range('10.0.0.0/8')),
      ingress(range('0.0.0.0/0'), { errorCode: 'Client.UnauthorizedOperation' }),
      record('ec2', 'RevokeSecurityGroupIngress', { requestParameters: range('0.0.0.0/0') }),
      record('ec2', 'CreateRoute', { requestParameters: { destinationCidrBlock: '0.0.0.0/0' } }),
    ],
  },
  'security-groups-opened-ipv6': {
    finds: [ingress({ ipPermissions: { items: [{ ipv6Ranges: { items: [{ cidrIpv6: '::/0' }] } }] } })],
    leaves: [
      ingress(range('0.0.0.0/0')),
      ingress({ ipPermissions: { items: [{ ipv6Ranges: { items: [{ cidrIpv6: '2001:db8::/32' }] } }] } }),
    ],
  },
  'network-path-changes': {
    finds: [
      'CreateRoute',
      'ReplaceRoute',
      'DeleteRoute',
      'CreateNetworkAclEntry',
      'ReplaceNetworkAclEntry',
      'CreateInternetGateway',
      'AttachInternetGateway',
      'CreateVpcPeeringConnection',
      'AcceptVpcPeeringConnection',
    ].map((name) => record('ec2', name)),
    leaves: [record('apigateway', 'CreateRoute'), record('ec2', 'DescribeRouteTables')],
  },
}
