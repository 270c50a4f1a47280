import * as commands from '@aws-sdk/client-ec2'
import { describe, expect, it } from 'vitest'
import { entriesFor, hasRealRecords, realCallsOf, shapeDifferences } from '../../../testing/recordShapes.ts'
import { SdkCalls, type CallRecord } from '../../../testing/sdkCalls.ts'

const OF_2016 = 'in records of 2016, not in those of 2023'
const SINCE = 'a member that the answer has since the record was written'

/** Members of real records that ours do not have, and why. */
const MISSING: Readonly<Record<string, string>> = {
  'RunInstances requestParameters.networkInterfaceSet.items[].networkInterfaceId':
    'network interfaces of their own are not simulated',
  'RunInstances responseElements.groupSet.': 'groups of a launch outside of a VPC, which there is no more',
  'RunInstances responseElements.requesterId': 'launches by Auto Scaling, not by a user',
  'RunInstances responseElements.instancesSet.items[].interfaceId': OF_2016,
  'RunInstances responseElements.instancesSet.items[].kernelId': 'a paravirtual instance of 2017',
  'RunInstances responseElements.instancesSet.items[].networkInterfaceSet.items[].attachment.instance':
    OF_2016,
  'RunInstances responseElements.instancesSet.items[].networkInterfaceSet.items[].availabilityZone': OF_2016,
  'RunInstances responseElements.instancesSet.items[].networkInterfaceSet.items[].internalInterfaceId':
    OF_2016,
  'RunInstances responseElements.instancesSet.items[].networkInterfaceSet.items[].requesterManaged': OF_2016,
  'RunInstances responseElements.instancesSet.items[].metadataOptions.httpProtocolIpv4':
    'the answer has no such member',
}

/** Members of ours that no real record in the data has, and why. */
const ADDED: Readonly<Record<string, string>> = {
  'CreateKeyPair ': 'the only successful call is of 2014; these are as in other calls',
  'DescribeKeyPairs requestParameters.keySet': 'no successful call names a key pair; as a denied one has it',
  'CreateSecurityGroup responseElements.securityGroupArn': SINCE,
  'DeleteSecurityGroup responseElements.groupId': SINCE,
  'AuthorizeSecurityGroupEgress requestParameters.ipPermissions.items[].':
    'the real rules are for all protocols; as for AuthorizeSecurityGroupIngress',
  'RunInstances requestParameters.networkInterfaceSet.items[].':
    'the real launches name an interface instead of its subnet and groups',
}

const Filters = [{ Name: 'vpc-id', Values: ['vpc-1'] }]
const specification = (ResourceType: string) => ({
  TagSpecifications: [{ ResourceType, Tags: [{ Key: 'owner', Value: 'mara' }] }],
})

/** The records of calls of every operation that the data has as well, with all members. */
async function ourRecords(): Promise<readonly CallRecord[]> {
  const test = new SdkCalls({ commands, client: (options) => new commands.EC2Client(options) })
  const records: CallRecord[] = []
  const call = async <Output>(name: string, input: object = {}): Promise<Output> => {
    const { output, failure, record } = await test.call<Output>(name, input)
    if (failure !== null) throw failure
    records.push(record)
    return output!
  }
  const { ec2 } = test.account.state
  const network = ec2.networks['eu-central-1']!.find(({ isDefault }) => !isDefault)!
  const { Images } = await call<commands.DescribeImagesResult>('DescribeImages', {
    Owners: ['amazon'],
    Filters: [{ Name: 'architecture', Values: ['x86_64'] }],
    IncludeDeprecated: false,
  })
  const ImageId = Images![0]!.ImageId
  await call('DescribeImages', { ImageIds: [ImageId] })
  await call('CreateKeyPair', { KeyName: 'mara', KeyFormat: 'pem' })
  await call('DescribeKeyPairs', { KeyNames: ['mara'] })
  const group = await call<commands.CreateSecurityGroupResult>('CreateSecurityGroup', {
    GroupName: 'mara',
    Description: 'For a try',
    VpcId: network.vpcId,
    ...specification('security-group'),
  })
  const { GroupId } = group
  const permission = (Description?: string) => ({
    IpProtocol: 'tcp',
    FromPort: 443,
    ToPort: 443,
    IpRanges: [{ CidrIp: '203.0.113.0/24', Description }],
    Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
  })
  const flat = { GroupId, IpProtocol: 'tcp', FromPort: 22, ToPort: 22, CidrIp: '0.0.0.0/0' }
  await call('AuthorizeSecurityGroupIngress', {
    GroupId,
    IpPermissions: [{ ...permission('TLS'), Ipv6Ranges: [] }],
  })
  await call('AuthorizeSecurityGroupIngress', flat)
  await call('RevokeSecurityGroupIngress', flat)
  await call('AuthorizeSecurityGroupEgress', { GroupId, IpPermissions: [permission()] })
  await call('RevokeSecurityGroupEgress', {
    GroupId,
    IpPermissions: [{ ...permission(), Ipv6Ranges: [] }],
  })
  await call('DescribeSecurityGroups', { GroupIds: [GroupId] })
  await call('DescribeSecurityGroups', { Filters, MaxResults: 1000 })
  const launch = {
    ImageId,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    KeyName: 'mara',
    SubnetId: network.subnets[0]!.subnetId,
    SecurityGroupIds: [GroupId],
    IamInstanceProfile: { Name: `${test.account.account.company}-web-server` },
    BlockDeviceMappings: [
      {
        DeviceName: '/dev/xvda',
        Ebs: { VolumeSize: 8, VolumeType: 'gp2', DeleteOnTermination: true, Encrypted: false },
      },
      { DeviceName: '/dev/sdb', Ebs: { SnapshotId: Object.keys(ec2.snapshots)[0] } },
      { DeviceName: '/dev/sdc', VirtualName: 'ephemeral0' },
    ],
    Placement: { AvailabilityZone: network.subnets[0]!.zone, Tenancy: 'default' },
    InstanceInitiatedShutdownBehavior: 'stop',
    EbsOptimized: false,
    CreditSpecification: { CpuCredits: 'unlimited' },
    HibernationOptions: { Configured: false },
    ...specification('instance'),
  }
  const { Instances } = await call<commands.Reservation>('RunInstances', launch)
  const other = await call<commands.Reservation>('RunInstances', {
    ImageId,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    NetworkInterfaces: [
      {
        DeviceIndex: 0,
        SubnetId: network.subnets[0]!.subnetId,
        Groups: [GroupId],
        DeleteOnTermination: true,
      },
    ],
  })
  const InstanceIds = [Instances![0]!.InstanceId!, other.Instances![0]!.InstanceId!]
  test.pass(12)
  await call('DescribeInstances', { InstanceIds })
  await call('DescribeInstances', { Filters, MaxResults: 1000 })
  await call('DescribeInstanceStatus', { InstanceIds })
  await call('DescribeInstanceStatus', { MaxResults: 1000 })
  await call('CreateTags', { Resources: InstanceIds, Tags: [{ Key: 'Name', Value: 'try' }] })
  await call('DescribeTags', { Filters: [{ Name: 'resource-id', Values: InstanceIds }], MaxResults: 1000 })
  await call('StopInstances', { InstanceIds })
  test.pass(25)
  await call('StartInstances', { InstanceIds })
  await call('TerminateInstances', { InstanceIds })
  test.pass(25)
  await call('DeleteSecurityGroup', { GroupId })
  const AvailabilityZone = 'eu-central-1a'
  const { VolumeId } = await call<commands.Volume>('CreateVolume', {
    AvailabilityZone,
    Size: 1,
    ...specification('volume'),
  })
  const { SnapshotId } = await call<commands.Snapshot>('CreateSnapshot', {
    VolumeId,
    ...specification('snapshot'),
  })
  await call('CreateVolume', { AvailabilityZone, SnapshotId })
  await call('DescribeVolumes', { VolumeIds: [VolumeId] })
  await call('DescribeVolumes', { Filters: [{ Name: 'status', Values: ['in-use'] }], MaxResults: 1000 })
  await call('DescribeSnapshots', { SnapshotIds: [SnapshotId] })
  await call('DescribeSnapshots', { OwnerIds: ['self'], MaxResults: 1000 })
  await call('DescribeSnapshots', { RestorableByUserIds: ['self'] })
  await call('DeleteSnapshot', { SnapshotId })
  await call('DeleteVolume', { VolumeId })
  await call('DescribeVpcs', { VpcIds: [network.vpcId] })
  await call('DescribeVpcs', { MaxResults: 1000 })
  await call('DescribeSubnets', { SubnetIds: [network.subnets[0]!.subnetId] })
  await call('DescribeSubnets', { Filters, MaxResults: 1000 })
  await call('DescribeRegions', { AllRegions: true })
  await call('DescribeAvailabilityZones', { Filters: [{ Name: 'state', Values: ['available'] }] })
  return records
}

describe('records of EC2', () => {
  it.skipIf(!hasRealRecords)(
    'have the members of real ones, but for those that are listed with a reason (skipped where ../shared/data is not)',
    async () => {
      const { missing, added, compared } = shapeDifferences(
        await ourRecords(),
        realCallsOf('ec2.amazonaws.com'),
      )
      // Every member that differs is listed, and every listed one still differs.
      expect(entriesFor(missing, MISSING)).toEqual(new Set(Object.keys(MISSING)))
      expect(entriesFor(added, ADDED)).toEqual(new Set(Object.keys(ADDED)))
      expect(compared.size).toBe(28)
    },
  )

  it('have empty sets where nothing was given, and no response for calls that read', async () => {
    const test = new SdkCalls({ commands, client: (options) => new commands.EC2Client(options) })
    const { record } = await test.call('DescribeInstances', { MaxResults: 1000 })
    expect(record).toMatchObject({
      eventName: 'DescribeInstances',
      readOnly: true,
      responseElements: null,
    })
    expect(record.requestParameters).toEqual({ maxResults: 1000, instancesSet: {}, filterSet: {} })
    const { record: groups } = await test.call('DescribeSecurityGroups')
    expect(groups.requestParameters).toEqual({ securityGroupSet: {}, securityGroupIdSet: {}, filterSet: {} })
  })

  it('have the wire code of a failure after `Client.`, and its request', async () => {
    const test = new SdkCalls({ commands, client: (options) => new commands.EC2Client(options) })
    const { record } = await test.call('StopInstances', { InstanceIds: ['web-1'] })
    expect(record).toMatchObject({
      errorCode: 'Client.InvalidInstanceID.Malformed',
      errorMessage: "The instance ID 'web-1' is malformed",
      requestParameters: { instancesSet: { items: [{ instanceId: 'web-1' }] }, force: false },
      responseElements: null,
      readOnly: false,
    })
  })
})
