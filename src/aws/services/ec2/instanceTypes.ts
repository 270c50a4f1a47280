import type { ArchitectureValues } from '@aws-sdk/client-ec2'

/** vCPUs by size, and as `8xlarge` says eight times as many as `xlarge`. */
const VCPUS: Readonly<Record<string, number>> = {
  nano: 2,
  micro: 2,
  small: 2,
  medium: 2,
  large: 2,
  xlarge: 4,
  metal: 96,
}

export interface InstanceType {
  readonly vcpus: number
  readonly threadsPerCore: number
  readonly architecture: ArchitectureValues
}

/** What a name such as `m6i.large` says; null if there can be no such type. */
export function instanceType(name: string): InstanceType | null {
  const match = /^([a-z]+)(\d+)([a-z-]*)\.(?:(\d+)xlarge|(nano|micro|small|medium|large|xlarge|metal))$/.exec(
    name,
  )
  if (match === null) return null
  const [, family, generation, attributes = '', times, size = ''] = match
  const isGraviton = attributes.startsWith('g') || (family === 'a' && generation === '1')
  return {
    vcpus: times === undefined ? VCPUS[size]! : Number(times) * 4,
    threadsPerCore: isGraviton || (family === 't' && generation === '2') ? 1 : 2,
    architecture: isGraviton ? 'arm64' : 'x86_64',
  }
}
