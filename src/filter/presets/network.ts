import { calls, service, SUCCEEDED, type Preset } from './preset.ts'

const OPENED = [
  ...service('ec2'),
  ...calls('AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'),
  ...SUCCEEDED,
]

/** Access over the network. */
export const NETWORK: readonly Preset[] = [
  {
    id: 'security-group-changes',
    name: 'Security group changes',
    sentence:
      'Security groups created or deleted, and their rules added, changed or removed, including denied attempts. Look here first when something is unexpectedly reachable or unreachable.',
    tokens: [
      ...service('ec2'),
      ...calls(
        'AuthorizeSecurityGroupIngress',
        'AuthorizeSecurityGroupEgress',
        'RevokeSecurityGroupIngress',
        'RevokeSecurityGroupEgress',
        'CreateSecurityGroup',
        'DeleteSecurityGroup',
        'ModifySecurityGroupRules',
      ),
    ],
  },
  {
    id: 'security-groups-opened',
    name: 'Security group opened to the world',
    sentence:
      'Inbound rules that allow 0.0.0.0/0, which is every IPv4 address. That is right for a public web server and wrong for almost everything else.',
    tokens: OPENED,
    // Anywhere in the record: a request names it in a list of ranges, or alone.
    text: '0.0.0.0/0',
  },
  {
    id: 'security-groups-opened-ipv6',
    name: 'Security group opened to the world over IPv6',
    sentence:
      'Inbound rules that allow ::/0, which is every IPv6 address and easy to overlook next to an IPv4 rule.',
    tokens: OPENED,
    text: '::/0',
  },
  {
    id: 'network-path-changes',
    name: 'Network path changes',
    sentence:
      'Routes, network ACLs, internet gateways and peering connections created, changed or removed, including denied attempts. They decide where traffic can flow.',
    tokens: [
      ...service('ec2'),
      ...calls(
        'CreateRoute',
        'ReplaceRoute',
        'DeleteRoute',
        'CreateNetworkAclEntry',
        'ReplaceNetworkAclEntry',
        'CreateInternetGateway',
        'AttachInternetGateway',
        'CreateVpcPeeringConnection',
        'AcceptVpcPeeringConnection',
      ),
    ],
  },
]
