import { DescribeAvailabilityZones$, DescribeRegions$ } from '@aws-sdk/client-ec2'
import type {
  DescribeAvailabilityZonesRequest,
  DescribeAvailabilityZonesResult,
  DescribeRegionsRequest,
  DescribeRegionsResult,
} from '@aws-sdk/client-ec2'
import { AwsFailure } from '../../failure.ts'
import { ec2Operation } from './ec2Operation.ts'
import { filtered } from './filters.ts'
import { filterSet, setOf } from './recordedInput.ts'
import { REGIONS, zonesOf } from './regions.ts'

export const describeRegions = ec2Operation<DescribeRegionsRequest, DescribeRegionsResult>(
  DescribeRegions$,
  ({ RegionNames = [], Filters }) => {
    const unknown = RegionNames.filter((name) => !Object.hasOwn(REGIONS, name))
    if (unknown.length > 0)
      throw new AwsFailure('InvalidParameterValue', `Invalid region names: [${unknown.join(', ')}]`)
    const named = RegionNames.length > 0 ? RegionNames : Object.keys(REGIONS)
    const found = filtered(named, Filters, {
      endpoint: (name) => [endpointOf(name)],
      'opt-in-status': () => ['opt-in-not-required'],
      'region-name': (name) => [name],
    })
    return {
      Regions: found.map((name) => ({
        OptInStatus: 'opt-in-not-required',
        RegionName: name,
        Endpoint: endpointOf(name),
      })),
    }
  },
  {
    request: ({ RegionNames, AllRegions, Filters }) => ({
      regionSet: setOf(RegionNames, 'regionName'),
      allRegions: AllRegions,
      ...(Filters !== undefined && { filterSet: filterSet(Filters) }),
    }),
  },
)

function endpointOf(region: string): string {
  return `ec2.${region}.amazonaws.com`
}

export const describeAvailabilityZones = ec2Operation<
  DescribeAvailabilityZonesRequest,
  DescribeAvailabilityZonesResult
>(
  DescribeAvailabilityZones$,
  ({ ZoneNames = [], ZoneIds = [], Filters }, { region }) => {
    const zones = zonesOf(region)
    const unknown = [
      ...ZoneNames.filter((name) => !zones.some((zone) => zone.name === name)),
      ...ZoneIds.filter((id) => !zones.some(({ zoneId }) => zoneId === id)),
    ]
    if (unknown.length > 0)
      throw new AwsFailure('InvalidParameterValue', `Invalid availability zone: [${unknown.join(', ')}]`)
    const named = zones.filter(
      ({ name, zoneId }) =>
        (ZoneNames.length === 0 || ZoneNames.includes(name)) &&
        (ZoneIds.length === 0 || ZoneIds.includes(zoneId)),
    )
    const found = filtered(named, Filters, {
      'group-name': () => [region],
      'opt-in-status': () => ['opt-in-not-required'],
      'region-name': () => [region],
      state: () => ['available'],
      'zone-id': ({ zoneId }) => [zoneId],
      'zone-name': ({ name }) => [name],
      'zone-type': () => ['availability-zone'],
    })
    return {
      AvailabilityZones: found.map(({ name, zoneId }) => ({
        OptInStatus: 'opt-in-not-required',
        Messages: [],
        RegionName: region,
        ZoneName: name,
        ZoneId: zoneId,
        GroupName: region,
        NetworkBorderGroup: region,
        ZoneType: 'availability-zone',
        State: 'available',
      })),
    }
  },
  {
    request: ({ ZoneNames, ZoneIds, AllAvailabilityZones, Filters }) => ({
      availabilityZoneSet: setOf(ZoneNames, 'zoneName'),
      availabilityZoneIdSet: setOf(ZoneIds, 'zoneId'),
      allAvailabilityZones: AllAvailabilityZones,
      ...(Filters !== undefined && { filterSet: filterSet(Filters) }),
    }),
  },
)
