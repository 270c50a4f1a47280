import type { Chance } from '../../account/chance.ts'
import { accessKeyId, guid } from '../../account/identifiers.ts'
import { isoTime } from '../../account/times.ts'

/** CloudTrail's own limit of an event. */
const LARGEST = 256 * 1024

/** The user who launches the fleets: this user's events have 256 KB. */
export const FLEET_USER = 'fleet-scaler'

/** The launch of a fleet of instances: a record of the largest size that CloudTrail allows. */
export function largeRecord(accountId: string, timeMs: number, chance: Chance): string {
  const instances: string[] = []
  let length = 0
  while (length < LARGEST - 6000) {
    const instance = JSON.stringify(launched(instances.length, timeMs, chance))
    instances.push(instance)
    length += instance.length + 1
  }
  const record = {
    eventVersion: '1.10',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDAFLEETSCALEREXAMPLE',
      arn: `arn:aws:iam::${accountId}:user/${FLEET_USER}`,
      accountId,
      accessKeyId: accessKeyId(chance, 'AKIA'),
      userName: FLEET_USER,
    },
    eventTime: isoTime(timeMs),
    eventSource: 'ec2.amazonaws.com',
    eventName: 'RunInstances',
    awsRegion: 'eu-central-1',
    sourceIPAddress: '203.0.113.90',
    userAgent: 'Boto3/1.38.27 md/Botocore#1.38.27 ua/2.1 os/linux lang/python#3.12.3',
    requestParameters: { clientToken: guid(chance), minCount: instances.length, maxCount: instances.length },
    responseElements: { reservationId: `r-0${chance.hex(16)}`, instancesSet: { items: ['INSTANCES'] } },
    requestID: guid(chance),
    eventID: guid(chance),
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: 'Management',
  }
  return JSON.stringify(record).replace('"INSTANCES"', () => instances.join(','))
}

/** One instance of the response, as EC2 writes it. */
function launched(index: number, timeMs: number, chance: Chance) {
  const [subnet, address] = [`subnet-${chance.hex(17)}`, `10.8.${index >> 8}.${index & 255}`]
  return {
    instanceId: `i-${chance.hex(17)}`,
    imageId: 'ami-0a1b2c3d4e5f60718',
    instanceState: { code: 0, name: 'pending' },
    privateDnsName: `ip-${address.replaceAll('.', '-')}.eu-central-1.compute.internal`,
    amiLaunchIndex: index,
    productCodes: {},
    instanceType: chance.pick(['c7g.large', 'c7g.xlarge', 'm7g.large']),
    launchTime: timeMs,
    placement: { availabilityZone: `eu-central-1${chance.pick(['a', 'b', 'c'])}`, tenancy: 'default' },
    monitoring: { state: 'pending' },
    subnetId: subnet,
    vpcId: 'vpc-0f1e2d3c4b5a69788',
    privateIpAddress: address,
    stateReason: { code: 'pending', message: 'pending' },
    architecture: 'arm64',
    rootDeviceType: 'ebs',
    rootDeviceName: '/dev/xvda',
    blockDeviceMapping: {},
    virtualizationType: 'hvm',
    hypervisor: 'xen',
    tagSet: {
      items: [
        { key: 'Name', value: `batch-${index}` },
        { key: 'fleet', value: 'nightly-routes' },
      ],
    },
    groupSet: { items: [{ groupId: `sg-${chance.hex(17)}`, groupName: 'batch-workers' }] },
    networkInterfaceSet: {
      items: [{ networkInterfaceId: `eni-${chance.hex(17)}`, subnetId: subnet, status: 'in-use' }],
    },
    ebsOptimized: true,
    metadataOptions: { state: 'pending', httpTokens: 'required', httpPutResponseHopLimit: 2 },
  }
}
