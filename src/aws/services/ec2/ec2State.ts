/**
 * By their IDs, of all Regions together. Tags are beside the resources, since all kinds have them
 * alike: by the resource's ID, then by key.
 */
export interface Ec2State {
  readonly instances: Record<string, Ec2Instance>
  readonly groups: Record<string, SecurityGroup>
  readonly keyPairs: Record<string, KeyPair>
  readonly volumes: Record<string, Volume>
  readonly snapshots: Record<string, Snapshot>
  /** The VPCs of each Region. The company's has the same ID in both of its Regions. */
  readonly networks: Record<string, readonly Network[]>
  readonly tags: Record<string, Record<string, string>>
}

export interface Ec2Instance {
  readonly instanceId: string
  readonly region: string
  readonly reservationId: string
  /** Its place among the instances of its reservation. */
  readonly launchIndex: number
  /** What its launch asked for, without the token: a second request with the token has to be the same. */
  readonly clientToken: string | null
  readonly launchRequest: string | null
  readonly imageId: string
  readonly keyName: string | null
  readonly vpcId: string
  readonly subnetId: string
  readonly zone: string
  readonly privateAddress: string
  readonly macAddress: string
  readonly networkInterfaceId: string
  readonly profileArn: string | null
  instanceType: string
  groupIds: string[]
  launchedMs: number
  /** What was last done to it, and when: its state follows from that. */
  change: 'launched' | 'started' | 'stopped' | 'terminated'
  changedMs: number
  isProtectedFromTermination: boolean
  isProtectedFromStop: boolean
  isMonitored: boolean
  shutdownBehavior: 'stop' | 'terminate'
  /** Base64. */
  userData: string | null
}

export interface SecurityGroup {
  readonly groupId: string
  readonly region: string
  readonly groupName: string
  readonly description: string
  readonly vpcId: string
  rules: SecurityGroupRule[]
}

/** One rule: a protocol, ports, and one peer. */
export interface SecurityGroupRule {
  readonly ruleId: string
  readonly isEgress: boolean
  /** `tcp`, `udp`, `icmp`, `icmpv6`, a number as text, or `-1` for all. */
  readonly protocol: string
  /** -1 for all ports; for ICMP, type and code. */
  readonly fromPort: number
  readonly toPort: number
  readonly peerKind: 'ipv4' | 'ipv6' | 'group' | 'prefixList'
  /** A CIDR block, or an ID. */
  readonly peer: string
  readonly description: string | null
}

export interface KeyPair {
  readonly keyPairId: string
  readonly region: string
  readonly keyName: string
  readonly keyType: 'rsa' | 'ed25519'
  readonly fingerprint: string
  readonly createdMs: number
}

export interface Volume {
  readonly volumeId: string
  readonly region: string
  readonly zone: string
  readonly sizeGiB: number
  readonly volumeType: string
  readonly iops: number | null
  readonly throughput: number | null
  readonly isEncrypted: boolean
  readonly snapshotId: string | null
  readonly createdMs: number
  attachment: VolumeAttachment | null
}

interface VolumeAttachment {
  readonly instanceId: string
  readonly device: string
  readonly attachedMs: number
  readonly isDeletedOnTermination: boolean
}

export interface Snapshot {
  readonly snapshotId: string
  readonly region: string
  readonly volumeId: string
  readonly sizeGiB: number
  readonly isEncrypted: boolean
  readonly description: string
  readonly startedMs: number
}

export interface Network {
  readonly vpcId: string
  readonly cidrBlock: string
  readonly isDefault: boolean
  readonly subnets: readonly Subnet[]
}

export interface Subnet {
  readonly subnetId: string
  readonly zone: string
  readonly cidrBlock: string
}
