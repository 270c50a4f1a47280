import * as commands from '@aws-sdk/client-ec2'
import type {
  DescribeInstancesResult,
  DescribeInstanceStatusResult,
  DescribeSecurityGroupsResult,
  DescribeTagsResult,
  DescribeVolumesResult,
  Reservation,
} from '@aws-sdk/client-ec2'
import { describe, expect, it } from 'vitest'
import { SdkCalls } from '../../../testing/sdkCalls.ts'

const calls = () => new SdkCalls({ commands, client: (options) => new commands.EC2Client(options) })

function companyInstance(account: SdkCalls, name: string): string {
  const id = Object.entries(account.account.state.ec2.tags).find(
    ([key, tags]) => key.startsWith('i-') && tags.Name?.endsWith(name),
  )?.[0]
  if (id === undefined) throw new Error(`No instance ${name}`)
  return id
}

async function imageOf(account: SdkCalls): Promise<string> {
  const filter = { Name: 'architecture', Values: ['x86_64'] }
  const { Images } = await account.output<{ Images: { ImageId: string }[] }>('DescribeImages', {
    Owners: ['amazon'],
    Filters: [filter],
  })
  return Images[0]!.ImageId
}

async function launch(account: SdkCalls, more: object = {}): Promise<Reservation> {
  const ImageId = await imageOf(account)
  return account.output<Reservation>('RunInstances', {
    ImageId,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    ...more,
  })
}

async function stateOf(account: SdkCalls, id: string): Promise<string | undefined> {
  const { Reservations } = await account.output<DescribeInstancesResult>('DescribeInstances', {
    InstanceIds: [id],
  })
  return Reservations![0]!.Instances![0]!.State!.Name
}

describe('instances', () => {
  it('are the company’s, each in its Region', async () => {
    const account = calls()
    const home = await account.output<DescribeInstancesResult>('DescribeInstances')
    account.region = 'us-west-2'
    const second = await account.output<DescribeInstancesResult>('DescribeInstances')
    account.region = 'eu-west-1'
    const other = await account.output<DescribeInstancesResult>('DescribeInstances')
    expect([home, second, other].map(({ Reservations }) => Reservations!.length)).toEqual([9, 2, 0])
  })

  it('are pending, running, stopping, stopped, shutting down and terminated in their time', async () => {
    const account = calls()
    const id = (await launch(account)).Instances![0]!.InstanceId!
    const states = [await stateOf(account, id)]
    const later = async (seconds: number) => {
      account.pass(seconds)
      states.push(await stateOf(account, id))
    }
    await later(12)
    await account.output('StopInstances', { InstanceIds: [id] })
    await later(1)
    await later(25)
    await account.output('StartInstances', { InstanceIds: [id] })
    await later(12)
    await account.output('TerminateInstances', { InstanceIds: [id] })
    await later(1)
    await later(25)
    expect(states).toEqual([
      'pending',
      'running',
      'stopping',
      'stopped',
      'running',
      'shutting-down',
      'terminated',
    ])
    account.pass(3600)
    expect(await account.failure('DescribeInstances', { InstanceIds: [id] })).toBe(
      `InvalidInstanceID.NotFound: The instance ID '${id}' does not exist`,
    )
  })

  it('are found by filters with wildcards, of which every one has to match', async () => {
    const account = calls()
    const names = async (...Filters: { Name: string; Values: string[] }[]) => {
      const { Reservations } = await account.output<DescribeInstancesResult>('DescribeInstances', { Filters })
      return Reservations!
        .flatMap(({ Instances }) => Instances!)
        .map(({ Tags }) => Tags!.find(({ Key }) => Key === 'Name')!.Value!.replace(/^[^-]+-/, ''))
        .toSorted()
    }
    expect(await names({ Name: 'tag:Name', Values: ['*-web-?'] })).toEqual([
      'prod-web-1',
      'prod-web-2',
      'prod-web-3',
      'staging-web-1',
    ])
    expect(
      await names(
        { Name: 'tag:Name', Values: ['*-web-?'] },
        { Name: 'instance-type', Values: ['t3.medium'] },
      ),
    ).toEqual(['staging-web-1'])
    expect(await names({ Name: 'tag:Name', Values: [`${'*a'.repeat(60)}*!`] })).toEqual([])
    expect(await names({ Name: 'tag:Name', Values: ['\\*'] })).toEqual([])
    expect(
      await account.failure('DescribeInstances', { Filters: [{ Name: 'colour', Values: ['red'] }] }),
    ).toBe("InvalidParameterValue: The filter 'colour' is invalid")
  })

  it('come in pages that together are all of them, also if one comes in between', async () => {
    const account = calls()
    const before = await account.output<DescribeInstancesResult>('DescribeInstances')
    const idsOf = ({ Reservations }: DescribeInstancesResult) =>
      Reservations!.flatMap(({ Instances }) => Instances!.map(({ InstanceId }) => InstanceId))
    const found: (string | undefined)[] = []
    let NextToken: string | undefined
    do {
      const page: DescribeInstancesResult = await account.output('DescribeInstances', {
        MaxResults: 5,
        ...(NextToken !== undefined && { NextToken }),
      })
      found.push(...idsOf(page))
      NextToken = page.NextToken
      await launch(account)
    } while (NextToken !== undefined)
    expect(new Set(found).size).toBe(found.length)
    expect(found).toEqual(expect.arrayContaining(idsOf(before)))
    expect(await account.failure('DescribeInstances', { MaxResults: 4 })).toMatch('greater than 5')
    expect(await account.failure('DescribeInstances', { NextToken: 'nonsense' })).toMatch(
      /^InvalidParameterValue: .*token is invalid/,
    )
  })

  it('fail for IDs that are none, that are nowhere, or that are in another Region', async () => {
    const account = calls()
    const abroad = companyInstance(account, 'tracking-us-1')
    expect(await account.failure('StopInstances', { InstanceIds: ['web-1'] })).toBe(
      "InvalidInstanceID.Malformed: The instance ID 'web-1' is malformed",
    )
    expect(await account.failure('StopInstances', { InstanceIds: ['i-0123456789abcdef0', abroad] })).toBe(
      `InvalidInstanceID.NotFound: The instance IDs 'i-0123456789abcdef0, ${abroad}' do not exist`,
    )
  })

  it('are all changed or none', async () => {
    const account = calls()
    const web = companyInstance(account, 'prod-web-1')
    const fresh = (await launch(account)).Instances![0]!.InstanceId!
    expect(await account.failure('StopInstances', { InstanceIds: [web, fresh] })).toMatch(
      'IncorrectInstanceState',
    )
    expect(await stateOf(account, web)).toBe('running')
  })

  it('are not terminated while they are protected', async () => {
    const account = calls()
    const id = companyInstance(account, 'prod-db-1')
    expect(await account.failure('TerminateInstances', { InstanceIds: [id] })).toBe(
      `OperationNotPermitted: The instance '${id}' may not be terminated. ` +
        "Modify its 'disableApiTermination' instance attribute and try again.",
    )
    expect(
      await account.output('DescribeInstanceAttribute', {
        InstanceId: id,
        Attribute: 'disableApiTermination',
      }),
    ).toMatchObject({ InstanceId: id, DisableApiTermination: { Value: true } })
    await account.output('ModifyInstanceAttribute', {
      InstanceId: id,
      DisableApiTermination: { Value: false },
    })
    await account.output('TerminateInstances', { InstanceIds: [id] })
    expect(await stateOf(account, id)).toBe('shutting-down')
  })

  it('are launched once for a client token', async () => {
    const account = calls()
    const first = await launch(account, { ClientToken: 'once', MaxCount: 2 })
    const again = await launch(account, { ClientToken: 'once', MaxCount: 2 })
    expect(again.ReservationId).toBe(first.ReservationId)
    expect(again.Instances!.map(({ InstanceId }) => InstanceId)).toEqual(
      first.Instances!.map(({ InstanceId }) => InstanceId),
    )
    const ImageId = await imageOf(account)
    expect(
      await account.failure('RunInstances', { ImageId, MinCount: 1, MaxCount: 1, ClientToken: 'once' }),
    ).toMatch('IdempotentParameterMismatch')
  })

  it('have the tags, groups and volumes that the launch asked for', async () => {
    const account = calls()
    const { GroupId } = await account.output<{ GroupId: string }>('CreateSecurityGroup', {
      GroupName: 'try',
      Description: 'To try',
    })
    const { Instances } = await launch(account, {
      SecurityGroupIds: [GroupId],
      TagSpecifications: [
        { ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'try' }] },
        { ResourceType: 'volume', Tags: [{ Key: 'of', Value: 'try' }] },
      ],
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20 } }],
    })
    const { InstanceId, SecurityGroups, Tags } = Instances![0]!
    expect(SecurityGroups).toEqual([{ GroupId, GroupName: 'try' }])
    expect(Tags).toEqual([{ Key: 'Name', Value: 'try' }])
    const { Volumes } = await account.output<DescribeVolumesResult>('DescribeVolumes', {
      Filters: [{ Name: 'tag:of', Values: ['try'] }],
    })
    expect(Volumes!.map(({ Size, Attachments }) => [Size, Attachments![0]!.InstanceId])).toEqual([
      [20, InstanceId],
    ])
    await account.output('TerminateInstances', { InstanceIds: [InstanceId] })
    const ids = [Volumes![0]!.VolumeId]
    expect(await account.failure('DescribeVolumes', { VolumeIds: ids })).toMatch('InvalidVolume.NotFound')
  })

  it('are not launched from what does not exist, nor beyond the limit', async () => {
    const account = calls()
    const ImageId = await imageOf(account)
    const failure = (more: object) =>
      account.failure('RunInstances', {
        ImageId,
        InstanceType: 't3.micro',
        MinCount: 1,
        MaxCount: 1,
        ...more,
      })
    expect(await failure({ ImageId: 'ami-0123456789abcdef0' })).toMatch('InvalidAMIID.NotFound')
    expect(await failure({ InstanceType: 'huge' })).toMatch("Invalid value 'huge' for InstanceType")
    expect(await failure({ InstanceType: 't4g.micro' })).toMatch('does not match the architecture')
    expect(await failure({ KeyName: 'nobody' })).toMatch('InvalidKeyPair.NotFound')
    expect(await failure({ SubnetId: 'subnet-0123456789abcdef0' })).toMatch('InvalidSubnetID.NotFound')
    expect(await failure({ SecurityGroupIds: ['sg-0123456789abcdef0'] })).toMatch('InvalidGroup.NotFound')
    expect(await failure({ IamInstanceProfile: { Name: 'nobody' } })).toMatch(
      'Invalid IAM Instance Profile name',
    )
    expect(await failure({ MaxCount: 0, MinCount: 0 })).toMatch('InvalidParameterValue')
    expect(await failure({ PrivateIpAddress: '192.0.2.1' })).toMatch('does not fall within the subnet')
    expect(await failure({ UserData: 'A'.repeat(30_000) })).toMatch('User data is limited to 16384 bytes')
    expect(await failure({ MaxCount: 1000 })).toMatch('VcpuLimitExceeded')
    expect(await failure({ LaunchTemplate: { LaunchTemplateName: 'x' } })).toMatch('UnsupportedOperation')
  })

  it('are rebooted only while they run, and checked after they started', async () => {
    const account = calls()
    const id = (await launch(account)).Instances![0]!.InstanceId!
    expect(await account.failure('RebootInstances', { InstanceIds: [id] })).toMatch('IncorrectState')
    const checks = async () =>
      (
        await account.output<DescribeInstanceStatusResult>('DescribeInstanceStatus', { InstanceIds: [id] })
      ).InstanceStatuses!.map(({ InstanceStatus }) => InstanceStatus!.Status)
    expect(await checks()).toEqual([])
    account.pass(12)
    await account.output('RebootInstances', { InstanceIds: [id] })
    expect(await checks()).toEqual(['initializing'])
    account.pass(120)
    expect(await checks()).toEqual(['ok'])
  })
})

describe('a dry run', () => {
  it('says what would happen, and changes nothing', async () => {
    const account = calls()
    const id = companyInstance(account, 'prod-web-1')
    const { failure, record } = await account.call('StopInstances', { InstanceIds: [id], DryRun: true })
    expect(failure).toMatchObject({ name: 'DryRunOperation', $metadata: { httpStatusCode: 412 } })
    expect(record).toMatchObject({
      errorCode: 'Client.DryRunOperation',
      errorMessage: 'Request would have succeeded, but DryRun flag is set.',
      responseElements: null,
    })
    expect(await stateOf(account, id)).toBe('running')
    expect(await account.failure('StopInstances', { InstanceIds: ['web'], DryRun: true })).toMatch(
      'Malformed',
    )
  })
})

describe('security groups', () => {
  const ssh = {
    IpProtocol: 'tcp',
    FromPort: 22,
    ToPort: 22,
    IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'Everyone' }],
  }
  const create = async (account: SdkCalls) =>
    (
      await account.output<{ GroupId: string }>('CreateSecurityGroup', {
        GroupName: 'try',
        Description: 'To try',
      })
    ).GroupId
  const permissions = async (account: SdkCalls, id: string) => {
    const { SecurityGroups } = await account.output<DescribeSecurityGroupsResult>('DescribeSecurityGroups', {
      GroupIds: [id],
    })
    return SecurityGroups![0]!
  }

  it('let out everything and nothing in, until rules are added', async () => {
    const account = calls()
    const GroupId = await create(account)
    const fresh = await permissions(account, GroupId)
    expect(fresh.IpPermissions).toEqual([])
    expect(fresh.IpPermissionsEgress).toMatchObject([
      { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
    ])
    await account.output('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: [ssh] })
    expect((await permissions(account, GroupId)).IpPermissions).toMatchObject([ssh])
    expect(
      await account.failure('AuthorizeSecurityGroupIngress', {
        GroupId,
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        CidrIp: '0.0.0.0/0',
      }),
    ).toBe(
      'InvalidPermission.Duplicate: the specified rule ' +
        '"peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW" already exists',
    )
    await account.output('RevokeSecurityGroupIngress', { GroupId, IpPermissions: [ssh] })
    expect((await permissions(account, GroupId)).IpPermissions).toEqual([])
    expect(await account.failure('RevokeSecurityGroupIngress', { GroupId, IpPermissions: [ssh] })).toBe(
      'InvalidPermission.NotFound: The specified rule does not exist in this security group.',
    )
  })

  it('refuse rules that cannot be', async () => {
    const account = calls()
    const GroupId = await create(account)
    const failure = (IpPermission: object) =>
      account.failure('AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: [IpPermission] })
    expect(await failure({ ...ssh, IpProtocol: 'smtp' })).toMatch('Unknown protocol')
    expect(await failure({ IpProtocol: 'tcp', IpRanges: ssh.IpRanges })).toMatch('from and to ports')
    expect(await failure({ ...ssh, IpRanges: [{ CidrIp: 'home' }] })).toMatch('CIDR block home is malformed')
    expect(await failure({ ...ssh, FromPort: 30 })).toMatch('Invalid TCP/UDP port range (30:22)')
    expect(await failure({ ...ssh, IpRanges: [] })).toMatch('MissingParameter')
    expect((await permissions(account, GroupId)).IpPermissions).toEqual([])
  })

  it('are deleted once nothing uses them', async () => {
    const account = calls()
    const GroupId = await create(account)
    expect(await account.failure('CreateSecurityGroup', { GroupName: 'try', Description: 'Again' })).toMatch(
      "InvalidGroup.Duplicate: The security group 'try' already exists for VPC",
    )
    const { Instances } = await launch(account, { SecurityGroupIds: [GroupId] })
    expect(await account.failure('DeleteSecurityGroup', { GroupId })).toBe(
      `DependencyViolation: resource ${GroupId} has a dependent object`,
    )
    await account.output('TerminateInstances', { InstanceIds: [Instances![0]!.InstanceId] })
    account.pass(60)
    await account.output('DeleteSecurityGroup', { GroupId })
    expect(await account.failure('DeleteSecurityGroup', { GroupId })).toBe(
      `InvalidGroup.NotFound: The security group '${GroupId}' does not exist`,
    )
  })
})

describe('tags', () => {
  it('are added, replaced, found and deleted', async () => {
    const account = calls()
    const id = companyInstance(account, 'prod-web-1')
    const tags = async () => {
      const { Tags } = await account.output<DescribeTagsResult>('DescribeTags', {
        Filters: [{ Name: 'resource-id', Values: [id] }],
      })
      return Object.fromEntries(Tags!.map(({ Key, Value }) => [Key, Value]))
    }
    const before = await tags()
    await account.output('CreateTags', { Resources: [id], Tags: [{ Key: 'owner', Value: 'a' }] })
    await account.output('CreateTags', { Resources: [id], Tags: [{ Key: 'owner', Value: 'b' }] })
    expect(await tags()).toEqual({ ...before, owner: 'b' })
    await account.output('DeleteTags', { Resources: [id], Tags: [{ Key: 'owner', Value: 'a' }] })
    expect(await tags()).toEqual({ ...before, owner: 'b' })
    await account.output('DeleteTags', { Resources: [id], Tags: [{ Key: 'owner' }] })
    expect(await tags()).toEqual(before)
    expect(
      await account.failure('CreateTags', { Resources: [id], Tags: [{ Key: 'aws:x', Value: '' }] }),
    ).toMatch('reserved')
    expect(
      await account.failure('CreateTags', { Resources: ['vol-0123456789abcdef0'], Tags: [{ Key: 'a' }] }),
    ).toMatch('InvalidVolume.NotFound')
  })
})

describe('key pairs', () => {
  it('are made once, and their material is not recorded', async () => {
    const account = calls()
    const { output, record } = await account.call<{ KeyMaterial: string }>('CreateKeyPair', {
      KeyName: 'try',
    })
    expect(output!.KeyMaterial).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/)
    expect(record.responseElements).toMatchObject({ keyMaterial: '<sensitiveDataRemoved>' })
    expect(await account.failure('CreateKeyPair', { KeyName: 'try' })).toMatch('InvalidKeyPair.Duplicate')
    await account.output('DeleteKeyPair', { KeyName: 'try' })
    expect(await account.failure('DescribeKeyPairs', { KeyNames: ['try'] })).toMatch(
      'InvalidKeyPair.NotFound',
    )
    await account.output('DeleteKeyPair', { KeyName: 'try' })
  })
})

describe('volumes and snapshots', () => {
  it('are created in their time, and deleted unless they are in use', async () => {
    const account = calls()
    const { VolumeId } = await account.output<{ VolumeId: string }>('CreateVolume', {
      AvailabilityZone: 'eu-central-1a',
      Size: 8,
      VolumeType: 'gp3',
    })
    const { SnapshotId } = await account.output<{ SnapshotId: string }>('CreateSnapshot', { VolumeId })
    account.pass(30)
    expect(await account.output('DescribeSnapshots', { SnapshotIds: [SnapshotId] })).toMatchObject({
      Snapshots: [{ State: 'completed', Progress: '100%', VolumeSize: 8 }],
    })
    await account.output('DeleteSnapshot', { SnapshotId })
    await account.output('DeleteVolume', { VolumeId })
    expect(await account.failure('DeleteVolume', { VolumeId })).toBe(
      `InvalidVolume.NotFound: The volume '${VolumeId}' does not exist.`,
    )
    const used = Object.values(account.account.state.ec2.volumes).find(
      ({ region }) => region === 'eu-central-1',
    )!
    expect(await account.failure('DeleteVolume', { VolumeId: used.volumeId })).toMatch('VolumeInUse')
    expect(await account.failure('CreateVolume', { AvailabilityZone: 'eu-central-1z', Size: 8 })).toMatch(
      'InvalidZone.NotFound',
    )
  })
})

it('takes names that every object has for names like others', async () => {
  const account = calls()
  await account.output('DeleteTags', { Resources: ['__proto__'], Tags: [{ Key: 'toString' }] })
  const web = companyInstance(account, 'prod-web-1')
  await account.output('CreateTags', { Resources: [web], Tags: [{ Key: '__proto__', Value: 'x' }] })
  expect(
    await account.output('DescribeTags', { Filters: [{ Name: 'key', Values: ['__proto__'] }] }),
  ).toMatchObject({ Tags: [{ ResourceId: web, Value: 'x' }] })
  expect(
    await account.failure('CreateVolume', {
      AvailabilityZone: 'eu-central-1a',
      Size: 1,
      VolumeType: 'constructor',
    }),
  ).toMatch('InvalidParameterValue')
  const groups = Object.values(account.account.state.ec2.groups)
  const GroupId = groups.find(({ region }) => region === 'eu-central-1')!.groupId
  expect(
    await account.failure('RevokeSecurityGroupIngress', {
      GroupId,
      IpProtocol: 'constructor',
      CidrIp: '::/0',
    }),
  ).toMatch('Unknown protocol')
  account.region = 'constructor'
  expect(await account.output('DescribeVpcs')).toMatchObject({ Vpcs: [] })
})
