import { DescribeImages$ } from '@aws-sdk/client-ec2'
import type { DescribeImagesRequest, DescribeImagesResult, Image } from '@aws-sdk/client-ec2'
import { Chance } from '../../../account/chance.ts'
import { resourceId } from '../../../account/identifiers.ts'
import { HOME_REGION, SECOND_REGION } from '../../../account/resources.ts'
import { DAY } from '../../../account/times.ts'
import type { CallContext } from '../../callContext.ts'
import { AwsFailure } from '../../failure.ts'
import { ec2Operation } from './ec2Operation.ts'
import { filtered, type FilterValues } from './filters.ts'
import { isId } from './identifiers.ts'
import { pageOf } from './pages.ts'
import { filterSet, setOf } from './recordedInput.ts'

/** Amazon's accounts that own its images. */
const AMAZON = '137112412989'

/** Amazon's images that one can launch in every Region: name and architecture. */
const PUBLIC_IMAGES = [
  ['al2023-ami-2023.9.20260914.0-kernel-6.12-x86_64', 'x86_64'],
  ['al2023-ami-2023.9.20260914.0-kernel-6.12-arm64', 'arm64'],
  ['amzn2-ami-hvm-2.0.20260828.0-x86_64-gp2', 'x86_64'],
] as const

export interface AvailableImage {
  readonly imageId: string
  readonly name: string
  readonly description: string
  readonly ownerId: string
  readonly isPublic: boolean
  readonly architecture: 'x86_64' | 'arm64'
  readonly createdMs: number
  readonly rootSizeGiB: number
}

/** The company's own images, and Amazon's. They never change. */
export function imagesOf({
  account,
  region,
}: Pick<CallContext, 'account' | 'region'>): readonly AvailableImage[] {
  const { accountId, company, resources, seed, todayMs } = account
  const own = region === HOME_REGION || region === SECOND_REGION ? resources.images : []
  return [
    ...own.map((imageId, index): AvailableImage => ({
      imageId,
      name: `${company}-base-${index + 1}`,
      description: `Base image ${index + 1} of ${company}`,
      ownerId: accountId,
      isPublic: false,
      architecture: 'x86_64',
      createdMs: todayMs - (index + 1) * 90 * DAY,
      rootSizeGiB: 30,
    })),
    ...PUBLIC_IMAGES.map(([name, architecture], index): AvailableImage => ({
      imageId: resourceId(new Chance(seed, 'public image', region, name), 'ami'),
      name,
      description: name.startsWith('al2023')
        ? `Amazon Linux 2023 AMI 2023.9.20260914.0 ${architecture} HVM kernel-6.12`
        : 'Amazon Linux 2 AMI 2.0.20260828.0 x86_64 HVM gp2',
      ownerId: AMAZON,
      isPublic: true,
      architecture,
      createdMs: todayMs - (index + 40) * DAY,
      rootSizeGiB: 8,
    })),
  ]
}

export function imageNamed(context: CallContext, imageId: string): AvailableImage {
  if (!isId('ami', imageId))
    throw new AwsFailure('InvalidAMIID.Malformed', `Invalid id: "${imageId}" (expecting "ami-...")`)
  const image = imagesOf(context).find((one) => one.imageId === imageId)
  if (image === undefined)
    throw new AwsFailure('InvalidAMIID.NotFound', `The image id '[${imageId}]' does not exist`)
  return image
}

const FILTERS: FilterValues<AvailableImage> = {
  'image-id': ({ imageId }) => [imageId],
  name: ({ name }) => [name],
  description: ({ description }) => [description],
  architecture: ({ architecture }) => [architecture],
  'owner-id': ({ ownerId }) => [ownerId],
  'owner-alias': ({ ownerId }) => [ownerId === AMAZON ? 'amazon' : null],
  'is-public': ({ isPublic }) => [String(isPublic)],
  'image-type': () => ['machine'],
  state: () => ['available'],
  'root-device-type': () => ['ebs'],
  'virtualization-type': () => ['hvm'],
  hypervisor: () => ['xen'],
  platform: () => [],
}

export const describeImages = ec2Operation<DescribeImagesRequest, DescribeImagesResult>(
  DescribeImages$,
  (input, context) => {
    const { ImageIds = [], Owners = [], ExecutableUsers = [], Filters } = input
    const named = ImageIds.length === 0 ? imagesOf(context) : ImageIds.map((id) => imageNamed(context, id))
    const owners = new Set(Owners.map((owner) => (owner === 'self' ? context.account.accountId : owner)))
    const owned = named.filter(
      ({ ownerId, isPublic }) =>
        (owners.size === 0 || owners.has(ownerId) || (ownerId === AMAZON && owners.has('amazon'))) &&
        (ExecutableUsers.length === 0 || (isPublic && ExecutableUsers.includes('all'))),
    )
    const tagsOf = ({ imageId }: AvailableImage) => context.state.ec2.tags[imageId] ?? {}
    const page = pageOf(filtered(owned, Filters, FILTERS, tagsOf), input, ({ imageId }) => imageId, {
      min: 1,
    })
    return {
      Images: page.items.map((image) => described(image, tagsOf(image))),
      ...(page.nextToken !== null && { NextToken: page.nextToken }),
    }
  },
  {
    request: ({ ExecutableUsers, ImageIds, Owners, Filters, IncludeDeprecated, MaxResults, NextToken }) => ({
      maxResults: MaxResults,
      nextToken: NextToken,
      executableBySet: setOf(ExecutableUsers, 'user'),
      imagesSet: setOf(ImageIds, 'imageId'),
      ownersSet: setOf(Owners, 'owner'),
      filterSet: filterSet(Filters),
      includeDeprecated: IncludeDeprecated,
    }),
  },
)

function described(image: AvailableImage, tags: Readonly<Record<string, string>>): Image {
  const { imageId, name, description, ownerId, isPublic, architecture, createdMs, rootSizeGiB } = image
  const device = '/dev/xvda'
  return {
    Architecture: architecture,
    BlockDeviceMappings: [
      {
        DeviceName: device,
        Ebs: { DeleteOnTermination: true, Encrypted: false, VolumeSize: rootSizeGiB, VolumeType: 'gp3' },
      },
    ],
    CreationDate: new Date(createdMs).toISOString(),
    Description: description,
    EnaSupport: true,
    Hypervisor: 'xen',
    ImageId: imageId,
    ImageLocation: `${ownerId === AMAZON ? 'amazon' : ownerId}/${name}`,
    ...(ownerId === AMAZON && { ImageOwnerAlias: 'amazon' }),
    ImageType: 'machine',
    Name: name,
    OwnerId: ownerId,
    PlatformDetails: 'Linux/UNIX',
    Public: isPublic,
    RootDeviceName: device,
    RootDeviceType: 'ebs',
    State: 'available',
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    UsageOperation: 'RunInstances',
    VirtualizationType: 'hvm',
  }
}
