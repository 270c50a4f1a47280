import type { ParameterStringFilter } from '@aws-sdk/client-ssm'
import { AwsFailure } from '../../failure.ts'
import type { SsmParameter } from './ssmState.ts'

type Comparison = (actual: string, wanted: string) => boolean

const OPTIONS: Readonly<Record<string, Comparison>> = {
  Equals: (actual, wanted) => actual === wanted,
  BeginsWith: (actual, wanted) => actual.startsWith(wanted),
  Contains: (actual, wanted) => actual.includes(wanted),
}

/** Whether a parameter meets all of the filters; each has values of which one is enough. */
export function matchesFilters(
  parameter: SsmParameter,
  filters: readonly ParameterStringFilter[] | undefined,
): boolean {
  return (filters ?? []).every((filter) => matches(parameter, filter))
}

function matches(
  { name, tags, versions }: SsmParameter,
  { Key: key, Option: option, Values: values = [] }: ParameterStringFilter,
): boolean {
  const { type, keyId, tier, dataType } = versions.at(-1)!
  const meets = (actual: string | null) => {
    const compare = OPTIONS[option ?? 'Equals']
    if (compare === undefined)
      throw new AwsFailure(
        'InvalidFilterOption',
        `The following filter option is not valid: ${option}. Valid options include: [BeginsWith, Equals].`,
      )
    return actual !== null && values.some((wanted) => compare(actual, wanted))
  }
  if (key === 'Name') return meets(name)
  if (key === 'Type') return meets(type)
  if (key === 'KeyId') return meets(keyId)
  if (key === 'Tier') return meets(tier)
  if (key === 'DataType') return meets(dataType)
  if (key === 'Path') return isUnder(name, option ?? 'OneLevel', values)
  if (key?.startsWith('tag:'))
    return values.length === 0 ? tags[key.slice(4)] !== undefined : meets(tags[key.slice(4)] ?? null)
  throw new AwsFailure(
    'InvalidFilterKey',
    `The following filter key is not valid: ${key}. Valid filter keys include: [Path, Name, Type, KeyId, Tier, DataType, tag:...].`,
  )
}

function isUnder(name: string, option: string, paths: readonly string[]): boolean {
  return paths.some((given) => {
    const path = given.endsWith('/') ? given : `${given}/`
    return name.startsWith(path) && (option === 'Recursive' || !name.slice(path.length).includes('/'))
  })
}
