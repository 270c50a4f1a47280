import { calls, service, SUCCEEDED, type Preset } from './preset.ts'

const OPENED = [
  ...service('ec2'),
  ...calls('AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules'),
  ...SUCCEEDED,
]

/** What can be reached from where. */
export const NETWORK: readonly Preset[] = [
  {
    id: 'security-group-changes',
    name: 'Security group changes',
    sentence:
      'Security groups created or deleted, and their rules added, changed or removed, including denied attempts; look here first when something is unexpectedly reachable or unreachable.',
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
      'Rules written with 0.0.0.0/0, which is every IPv4 address: right for a public web server, wrong for nearly everything else.',
    tokens: OPENED,
    // Anywhere in the record: a request names it in a list of ranges, or alone.
    text: '0.0.0.0/0',
  },
  {
    id: 'security-groups-opened-ipv6',
    name: 'Security group opened to the world over IPv6',
    sentence: 'Rules written with ::/0, which is every IPv6 address, and easily overlooked beside the other.',
    tokens: OPENED,
    text: '::/0',
  },
  {
    id: 'network-path-changes',
    name: 'Network path changes',
    sentence:
      'Routes, network ACLs, internet gateways and peerings made, changed or removed: they decide which way traffic flows, and whether it gets out.',
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
