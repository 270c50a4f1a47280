/** The Regions that every account has without opting in, with the prefix of their zones' IDs. */
export const REGIONS: Readonly<Record<string, string>> = {
  'ap-northeast-1': 'apne1',
  'ap-northeast-2': 'apne2',
  'ap-northeast-3': 'apne3',
  'ap-south-1': 'aps1',
  'ap-southeast-1': 'apse1',
  'ap-southeast-2': 'apse2',
  'ca-central-1': 'cac1',
  'eu-central-1': 'euc1',
  'eu-north-1': 'eun1',
  'eu-west-1': 'euw1',
  'eu-west-2': 'euw2',
  'eu-west-3': 'euw3',
  'sa-east-1': 'sae1',
  'us-east-1': 'use1',
  'us-east-2': 'use2',
  'us-west-1': 'usw1',
  'us-west-2': 'usw2',
}

export interface Zone {
  readonly name: string
  readonly zoneId: string
}

/** `eu-central-1a` and its two siblings. */
export function zonesOf(region: string): readonly Zone[] {
  const prefix = REGIONS[region] ?? region
  return ['a', 'b', 'c'].map((letter, index) => ({
    name: region + letter,
    zoneId: `${prefix}-az${index + 1}`,
  }))
}

/** Instances in us-east-1 have names without a Region. */
export function privateDnsName(address: string, region: string): string {
  const host = `ip-${address.replaceAll('.', '-')}`
  return region === 'us-east-1' ? `${host}.ec2.internal` : `${host}.${region}.compute.internal`
}
