import { AwsFailure } from '../../failure.ts'

/** A page of RDS in the order of `keyOf`; its marker is the last key of the page before. */
export function pageOf<T>(
  resources: readonly T[],
  {
    MaxRecords = 100,
    Marker,
  }: { readonly MaxRecords?: number | undefined; readonly Marker?: string | undefined },
  keyOf: (resource: T) => string,
): { readonly items: readonly T[]; readonly Marker?: string } {
  if (MaxRecords < 20 || MaxRecords > 100)
    throw new AwsFailure(
      'InvalidParameterValue',
      `Invalid value ${MaxRecords} for MaxRecords. Must be between 20 and 100`,
    )
  const after = Marker === undefined || Marker === '' ? '' : keyIn(Marker)
  const rest = resources
    .filter((resource) => keyOf(resource) > after)
    .toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
  const items = rest.slice(0, MaxRecords)
  return items.length === rest.length ? { items } : { items, Marker: btoa(keyOf(items.at(-1)!)) }
}

function keyIn(marker: string): string {
  try {
    return atob(marker)
  } catch {
    throw new AwsFailure('InvalidParameterValue', `Invalid value for Marker: ${marker}`)
  }
}
