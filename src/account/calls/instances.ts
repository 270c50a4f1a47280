import { guid, resourceId } from '../identifiers.ts'
import type { JsonObject } from '../json.ts'
import { arnOf, type Scene } from '../scene.ts'
import type { Catalogue } from './body.ts'

const one = (name: string, value: string): JsonObject => ({ items: [{ [name]: value }] })

/** EC2, Auto Scaling and load balancers. */
export const INSTANCES: Catalogue = {
  'ec2:DescribeInstances': ({ chance, instance }) => ({
    request: chance.happens(0.5)
      ? { instancesSet: one('instanceId', instance.id), filterSet: {} }
      : { maxResults: 100, instancesSet: {}, filterSet: {} },
  }),
  'ec2:DescribeInstanceStatus': ({ instance }) => ({
    request: { instancesSet: one('instanceId', instance.id), filterSet: {}, includeAllInstances: false },
  }),
  'ec2:DescribeInstanceAttribute': ({ instance }) => ({
    request: { instanceId: instance.id, attribute: 'disableApiTermination' },
  }),
  'ec2:DescribeInstanceTypes': ({ instance }) => ({
    request: { DescribeInstanceTypesRequest: { InstanceType: { tag: 1, content: instance.type } } },
  }),
  'ec2:DescribeVolumes': ({ instance }) => ({
    request: {
      volumeSet: {},
      filterSet: { items: [{ name: 'attachment.instance-id', valueSet: one('value', instance.id) }] },
    },
  }),
  'ec2:DescribeAddresses': () => ({ request: { publicIpsSet: {}, filterSet: {}, allocationIdsSet: {} } }),
  'ec2:DescribeSecurityGroups': ({ instance }) => ({
    request: {
      securityGroupSet: {},
      securityGroupIdSet: one('groupId', instance.groupId),
      filterSet: {},
    },
  }),
  'ec2:DescribeSecurityGroupRules': ({ instance }) => ({
    request: {
      DescribeSecurityGroupRulesRequest: {
        Filter: { tag: 1, Name: 'group-id', Value: { tag: 1, content: instance.groupId } },
      },
    },
  }),
  'ec2:DescribeKeyPairs': () => ({
    request: { keySet: {}, keyPairIdSet: {}, filterSet: {}, includePublicKey: false },
  }),
  'ec2:DescribeAvailabilityZones': () => ({
    request: { availabilityZoneSet: {}, availabilityZoneIdSet: {} },
  }),
  'ec2:DescribeAccountAttributes': () => ({
    request: { accountAttributeNameSet: one('attributeName', 'supported-platforms'), filterSet: {} },
  }),
  'ec2:DescribeRegions': () => ({ request: { regionSet: {}, allRegions: true } }),
  'ec2:DescribeVpcs': ({ account }) => ({
    request: { vpcSet: one('vpcId', account.resources.vpcId), filterSet: {} },
  }),
  'ec2:DescribeSubnets': ({ account }) => ({
    request: {
      subnetSet: {},
      filterSet: { items: [{ name: 'vpc-id', valueSet: one('value', account.resources.vpcId) }] },
    },
  }),
  'ec2:DescribeRouteTables': () => ({ request: { routeTableIdSet: {}, filterSet: {} } }),
  'ec2:DescribeNetworkInterfaces': ({ instance }) => ({
    request: {
      networkInterfaceIdSet: {},
      filterSet: { items: [{ name: 'attachment.instance-id', valueSet: one('value', instance.id) }] },
    },
  }),
  'ec2:DescribeImages': ({ instance }) => ({
    request: {
      imagesSet: one('imageId', instance.imageId),
      ownersSet: {},
      executableBySet: {},
      filterSet: {},
    },
  }),
  'ec2:DescribeTags': ({ instance }) => ({
    request: { filterSet: { items: [{ name: 'resource-id', valueSet: one('value', instance.id) }] } },
  }),
  'ec2:DescribeSnapshots': ({ account }) => ({
    request: {
      snapshotSet: {},
      ownersSet: one('owner', account.accountId),
      sharedUsersSet: {},
      filterSet: {},
    },
  }),
  'ec2:GetConsoleOutput': ({ instance }) => ({ request: { instanceId: instance.id } }),
  'ec2:RunInstances': (scene) => runInstances(scene, resourceId(scene.chance, 'i')),
  'ec2:StartInstances': (scene) => changeState(scene, [0, 'pending'], [80, 'stopped']),
  'ec2:StopInstances': (scene) => changeState(scene, [64, 'stopping'], [16, 'running'], { force: false }),
  'ec2:TerminateInstances': (scene) => changeState(scene, [32, 'shutting-down'], [16, 'running']),
  'ec2:RebootInstances': ({ instance }) => ({
    request: { instancesSet: one('instanceId', instance.id) },
    response: { _return: true },
  }),
  'ec2:CreateTags': ({ instance, chance }) => ({
    request: {
      resourcesSet: one('resourceId', instance.id),
      tagSet: {
        items: [
          {
            key: chance.pick(['owner', 'cost-center', 'patch-group']),
            value: chance.pick(['logistics', 'shared', 'week-2']),
          },
        ],
      },
    },
    response: { _return: true },
  }),
  'ec2:CreateSnapshot': (scene) => {
    const volumeId = resourceId(scene.chance, 'vol')
    const description = `Backup of ${scene.instance.name}`
    return {
      request: { volumeId, description },
      response: {
        snapshotId: resourceId(scene.chance, 'snap'),
        volumeId,
        status: 'pending',
        startTime: scene.nowMs,
        ownerId: scene.account.accountId,
        volumeSize: '200',
        description,
        encrypted: true,
      },
    }
  },
  'ec2:DeleteSnapshot': ({ chance }) => ({
    request: { snapshotId: resourceId(chance, 'snap'), force: false },
    response: { _return: true },
  }),
  'ec2:AuthorizeSecurityGroupIngress': (scene) => changeRule(scene, true),
  'ec2:RevokeSecurityGroupIngress': (scene) => changeRule(scene, false),
  'autoscaling:DescribeAutoScalingGroups': () => ({ request: { maxRecords: 100 } }),
  'autoscaling:DescribeScalingActivities': ({ account }) => ({
    request: { autoScalingGroupName: `${account.company}-prod-workers`, maxRecords: 20 },
  }),
  'autoscaling:SetDesiredCapacity': ({ account, chance }) => ({
    request: {
      autoScalingGroupName: `${account.company}-prod-workers`,
      desiredCapacity: chance.int(2, 6),
      honorCooldown: false,
    },
    write: true,
  }),
  'elasticloadbalancing:DescribeLoadBalancers': () => ({ request: { pageSize: 100 } }),
  'elasticloadbalancing:DescribeTargetGroups': () => ({ request: { pageSize: 100 } }),
  'elasticloadbalancing:DescribeTargetHealth': (scene) => ({
    request: { targetGroupArn: targetGroup(scene) },
  }),
  'elasticloadbalancing:RegisterTargets': (scene) => ({
    request: {
      targetGroupArn: targetGroup(scene),
      targets: [{ id: scene.instance.privateAddress, port: 8080 }],
    },
    write: true,
  }),
  'elasticloadbalancing:DeregisterTargets': (scene) => ({
    request: {
      targetGroupArn: targetGroup(scene),
      targets: [{ id: scene.instance.privateAddress, port: 8080 }],
    },
    write: true,
  }),
}

/** A launch of one instance of the scene's kind. Its ID is given, since later calls name it. */
export function runInstances(
  scene: Scene,
  instanceId: string,
): { request: JsonObject; response: JsonObject } {
  const { instance, account, chance, nowMs } = scene
  const groups = { items: [{ groupId: instance.groupId }] }
  const tags = [{ key: 'Name', value: instance.name }]
  return {
    request: {
      instancesSet: {
        items: [{ imageId: instance.imageId, minCount: 1, maxCount: 1, keyName: `${account.company}-ops` }],
      },
      groupSet: groups,
      instanceType: instance.type,
      blockDeviceMapping: {},
      subnetId: instance.subnetId,
      monitoring: { enabled: false },
      disableApiTermination: false,
      disableApiStop: false,
      clientToken: guid(chance),
      ebsOptimized: false,
      tagSpecificationSet: { items: [{ resourceType: 'instance', tags }] },
    },
    response: {
      reservationId: `r-0${chance.hex(16)}`,
      ownerId: account.accountId,
      groupSet: {},
      instancesSet: {
        items: [
          {
            instanceId,
            imageId: instance.imageId,
            instanceState: { code: 0, name: 'pending' },
            privateDnsName: `ip-${instance.privateAddress.replaceAll('.', '-')}.${scene.region}.compute.internal`,
            keyName: `${account.company}-ops`,
            amiLaunchIndex: 0,
            instanceType: instance.type,
            launchTime: Math.floor(nowMs / 1000) * 1000,
            placement: { availabilityZone: `${scene.region}a`, tenancy: 'default' },
            monitoring: { state: 'disabled' },
            subnetId: instance.subnetId,
            vpcId: account.resources.vpcId,
            privateIpAddress: instance.privateAddress,
            stateReason: { code: 'pending', message: 'pending' },
            architecture: 'x86_64',
            rootDeviceType: 'ebs',
            rootDeviceName: '/dev/xvda',
            virtualizationType: 'hvm',
            hypervisor: 'xen',
            tagSet: { items: tags },
            groupSet: groups,
            sourceDestCheck: true,
            ebsOptimized: false,
          },
        ],
      },
    },
  }
}

type State = readonly [code: number, name: string]

function changeState({ instance }: Scene, current: State, previous: State, more: JsonObject = {}) {
  return {
    request: { instancesSet: one('instanceId', instance.id), ...more },
    response: {
      instancesSet: {
        items: [
          {
            instanceId: instance.id,
            currentState: { code: current[0], name: current[1] },
            previousState: { code: previous[0], name: previous[1] },
          },
        ],
      },
    },
  }
}

function changeRule(scene: Scene, allow: boolean) {
  const { instance, chance, account } = scene
  const [port, cidrIp] = chance.pick([
    [22, '203.0.113.24/32'],
    [443, '10.20.0.0/16'],
    [5432, '10.20.0.0/16'],
    [8080, '10.20.4.0/24'],
  ] as const)
  const permission = {
    ipProtocol: 'tcp',
    fromPort: port,
    toPort: port,
    groups: {},
    ipRanges: { items: [{ cidrIp }] },
    ipv6Ranges: {},
    prefixListIds: {},
  }
  const rule = {
    groupOwnerId: account.accountId,
    groupId: instance.groupId,
    securityGroupRuleId: resourceId(chance, 'sgr'),
    isEgress: false,
    ipProtocol: 'tcp',
    fromPort: port,
    toPort: port,
    cidrIpv4: cidrIp,
  }
  return {
    request: { groupId: instance.groupId, ipPermissions: { items: [permission] } },
    response: { _return: true, ...(allow && { securityGroupRuleSet: { items: [rule] } }) },
  }
}

function targetGroup(scene: Scene): string {
  return arnOf(scene, 'elasticloadbalancing', `targetgroup/${scene.service}/73e2d6bc24d8a067`)
}
