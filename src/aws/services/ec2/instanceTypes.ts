import type { ArchitectureValues } from '@aws-sdk/client-ec2'

export interface InstanceType {
  readonly vcpus: number
  readonly threadsPerCore: number
  readonly architecture: ArchitectureValues
}

/** What a name such as `m6i.large` says; null if there can be no such type. */
export function instanceType(name: string): InstanceType | null {
  const match = /^([a-z]+\d+)([a-z-]*)\.(?:(\d+)xlarge|(nano|micro|small|medium|large|xlarge|metal))$/.exec(
    name,
  )
  if (match === null) return null
  const [, family = '', attributes = '', times, size = ''] = match
  const isGraviton = attributes.startsWith('g') || family === 'a1'
  const vcpus = times === undefined ? vcpusOf(size, family) : Number(times) * 4
  return {
    vcpus,
    threadsPerCore: isGraviton || family === 't2' || vcpus === 1 ? 1 : 2,
    architecture: isGraviton ? 'arm64' : 'x86_64',
  }
}

function vcpusOf(size: string, family: string): number {
  if (size === 'metal') return 96
  if (size === 'xlarge') return 4
  if (size === 'large') return 2
  // Smaller ones have a single one, but for those of the burstable families.
  const isBurstable = family === 't3' || family === 't4' || (family === 't2' && size === 'medium')
  return isBurstable ? 2 : 1
}
