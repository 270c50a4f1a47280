import type { Filter } from '@aws-sdk/client-rds'
import { AwsFailure } from '../../failure.ts'

/** Those that every filter matches with one of its values. */
export function filtered<T>(
  resources: readonly T[],
  filters: readonly Filter[] | undefined,
  values: Readonly<Record<string, (resource: T) => readonly string[]>>,
): readonly T[] {
  let found = resources
  for (const { Name = '', Values = [] } of filters ?? []) {
    const valuesOf = Object.hasOwn(values, Name) ? values[Name] : undefined
    if (valuesOf === undefined)
      throw new AwsFailure('InvalidParameterValue', `Unrecognized filter name: ${Name}`)
    found = found.filter((resource) => valuesOf(resource).some((value) => Values.includes(value)))
  }
  return found
}
