import { Chance } from '../../../account/chance.ts'
import { resourceId } from '../../../account/identifiers.ts'
import { HOME_REGION, SECOND_REGION, type Instance } from '../../../account/resources.ts'
import type { SimulatedAccount } from '../../../account/simulatedAccount.ts'
import { replacementHost } from '../../../account/stories/wrongInstance.ts'
import { DAY } from '../../../account/times.ts'
import type { Ec2State, Network, SecurityGroupRule } from './ec2State.ts'
import { keyFingerprint, macAddress } from './identifiers.ts'
import { REGIONS, zonesOf } from './regions.ts'

type Opening = readonly [port: number, cidr: string, description: string]

const INSIDE = '10.20.0.0/16'

/** What instances are for, by a part of their names: ports that are open to them, and their role. */
const KINDS: readonly {
  readonly in: string
  readonly role: string | null
  readonly openings: readonly Opening[]
}[] = [
  {
    in: '-web-',
    role: 'web-server',
    openings: [
      [443, '0.0.0.0/0', 'HTTPS'],
      [8080, INSIDE, 'Load balancer'],
    ],
  },
  { in: '-worker-', role: 'worker', openings: [] },
  { in: '-db-', role: 'db-host', openings: [[5432, INSIDE, 'PostgreSQL']] },
  { in: '-bastion', role: 'bastion', openings: [[22, '203.0.113.24/32', 'Office']] },
  { in: '-tracking-', role: null, openings: [[443, '0.0.0.0/0', 'HTTPS']] },
]

/**
 * The company's instances with what belongs to them. The production database's host is the one that
 * was rebuilt after the accident of the story.
 */
export function newEc2State(account: SimulatedAccount): Ec2State {
  const state: Ec2State = {
    instances: {},
    groups: {},
    keyPairs: {},
    volumes: {},
    snapshots: {},
    networks: networksOf(account),
    tags: {},
  }
  const { resources, company, seed, todayMs } = account
  for (const [region, networks] of Object.entries(state.networks))
    for (const { vpcId } of networks) addDefaultGroup(state, seed, region, vpcId)
  for (const region of [HOME_REGION, SECOND_REGION]) {
    const chance = new Chance(seed, 'key pair', region)
    const keyPairId = resourceId(chance, 'key')
    state.keyPairs[keyPairId] = {
      keyPairId,
      region,
      keyName: `${company}-ops`,
      keyType: 'rsa',
      fingerprint: keyFingerprint(chance, 20),
      createdMs: todayMs - 700 * DAY,
    }
  }
  for (const instance of resources.instances)
    addInstance(state, account, instance === resources.databaseHost ? replacementHost(account) : instance)
  return state
}

/** The VPC that every account has in every Region, and the company's in its two. */
function networksOf({ seed, resources }: SimulatedAccount): Record<string, readonly Network[]> {
  const ofTheCompany = (region: string): Network => ({
    vpcId: resources.vpcId,
    cidrBlock: INSIDE,
    isDefault: false,
    subnets: resources.subnets.map((subnetId, index) => ({
      subnetId,
      zone: zonesOf(region)[index]!.name,
      cidrBlock: `10.20.${index + 1}.0/24`,
    })),
  })
  const byDefault = (region: string): Network => {
    const chance = new Chance(seed, 'default network', region)
    return {
      vpcId: resourceId(chance, 'vpc'),
      cidrBlock: '172.31.0.0/16',
      isDefault: true,
      subnets: zonesOf(region).map(({ name: zone }, index) => ({
        subnetId: resourceId(chance, 'subnet'),
        zone,
        cidrBlock: `172.31.${index * 16}.0/20`,
      })),
    }
  }
  return Object.fromEntries(
    Object.keys(REGIONS).map((region) => [
      region,
      region === HOME_REGION || region === SECOND_REGION
        ? [ofTheCompany(region), byDefault(region)]
        : [byDefault(region)],
    ]),
  )
}

function addDefaultGroup(state: Ec2State, seed: number, region: string, vpcId: string): void {
  const chance = new Chance(seed, 'default group', region, vpcId)
  const groupId = resourceId(chance, 'sg')
  state.groups[groupId] = {
    groupId,
    region,
    groupName: 'default',
    description: 'default VPC security group',
    vpcId,
    rules: [
      {
        ruleId: resourceId(chance, 'sgr'),
        isEgress: false,
        protocol: '-1',
        fromPort: -1,
        toPort: -1,
        peerKind: 'group',
        peer: groupId,
        description: null,
      },
      allOutgoing(chance),
    ],
  }
}

/** The rule that a new security group has. */
export function allOutgoing(chance: Chance): SecurityGroupRule {
  return {
    ruleId: resourceId(chance, 'sgr'),
    isEgress: true,
    protocol: '-1',
    fromPort: -1,
    toPort: -1,
    peerKind: 'ipv4',
    peer: '0.0.0.0/0',
    description: null,
  }
}

function addInstance(state: Ec2State, account: SimulatedAccount, instance: Instance): void {
  const { accountId, company, resources, seed, todayMs } = account
  const { id: instanceId, name, region } = instance
  const chance = new Chance(seed, 'instance', instanceId)
  const kind = KINDS.find((one) => name.includes(one.in))
  const isDatabase = kind?.role === 'db-host'
  const isRebuilt = !resources.instances.includes(instance)
  const launchedMs = todayMs - (isRebuilt ? DAY : Math.floor(chance.between(20, 300) * DAY))
  const { vpcId, subnets } = state.networks[region]!.find((network) => network.vpcId === resources.vpcId)!
  const zone = subnets.find(({ subnetId }) => subnetId === instance.subnetId)!.zone
  state.instances[instanceId] = {
    instanceId,
    region,
    reservationId: resourceId(chance, 'r'),
    launchIndex: 0,
    clientToken: null,
    launchRequest: null,
    imageId: instance.imageId,
    instanceType: instance.type,
    keyName: `${company}-ops`,
    vpcId,
    subnetId: instance.subnetId,
    zone,
    groupIds: [instance.groupId],
    privateAddress: instance.privateAddress,
    macAddress: macAddress(chance),
    networkInterfaceId: resourceId(chance, 'eni'),
    profileArn:
      kind?.role == null ? null : `arn:aws:iam::${accountId}:instance-profile/${company}-${kind.role}`,
    launchedMs,
    change: 'launched',
    changedMs: launchedMs,
    isProtectedFromTermination: isRebuilt,
    isProtectedFromStop: false,
    isMonitored: name.includes('-prod-'),
    shutdownBehavior: 'stop',
    userData: null,
  }
  const environment = name.includes('-staging-') ? 'staging' : 'prod'
  state.tags[instanceId] = { Name: name, environment }
  state.groups[instance.groupId] = {
    groupId: instance.groupId,
    region,
    groupName: `${name}-sg`,
    description: `Access to ${name}`,
    vpcId,
    rules: [
      ...(kind?.openings ?? []).map(([port, peer, description]) => ({
        ruleId: resourceId(chance, 'sgr'),
        isEgress: false,
        protocol: 'tcp',
        fromPort: port,
        toPort: port,
        peerKind: 'ipv4' as const,
        peer,
        description,
      })),
      allOutgoing(chance),
    ],
  }
  state.tags[instance.groupId] = { Name: `${name}-sg` }
  const addVolume = (device: string, sizeGiB: number, isDeletedOnTermination: boolean) => {
    const volumeId = resourceId(chance, 'vol')
    state.volumes[volumeId] = {
      volumeId,
      region,
      zone,
      sizeGiB,
      volumeType: 'gp3',
      iops: 3000,
      throughput: 125,
      isEncrypted: true,
      snapshotId: null,
      createdMs: launchedMs,
      attachment: { instanceId, device, attachedMs: launchedMs, isDeletedOnTermination },
    }
    return volumeId
  }
  addVolume('/dev/xvda', 30, true)
  if (!isDatabase) return
  const volumeId = addVolume('/dev/sdf', 500, false)
  state.tags[volumeId] = { Name: `${name}-data` }
  const snapshotId = resourceId(chance, 'snap')
  state.snapshots[snapshotId] = {
    snapshotId,
    region,
    volumeId,
    sizeGiB: 500,
    isEncrypted: true,
    description: `Backup of ${name}`,
    startedMs: todayMs - 6 * 3_600_000,
  }
}
