import type { Filter } from '@aws-sdk/client-ec2'
import { AwsFailure } from '../../failure.ts'

/** What a filter compares, by the filter's name: all the values that a resource has. */
export type FilterValues<T> = Readonly<
  Record<string, (resource: T) => readonly (string | null | undefined)[]>
>

/**
 * Those that every filter matches; a filter matches with any of its values, in which `*` is any text
 * and `?` any character. With `tagsOf`, tags can be filtered too.
 */
export function filtered<T>(
  resources: readonly T[],
  filters: readonly Filter[] | undefined,
  values: FilterValues<T>,
  tagsOf?: (resource: T) => Readonly<Record<string, string>>,
): readonly T[] {
  const conditions = (filters ?? []).map((filter) => conditionOf(filter, values, tagsOf))
  return resources.filter((resource) => conditions.every((matches) => matches(resource)))
}

function conditionOf<T>(
  { Name: name = '', Values: wanted = [] }: Filter,
  values: FilterValues<T>,
  tagsOf: ((resource: T) => Readonly<Record<string, string>>) | undefined,
): (resource: T) => boolean {
  const patterns = wanted.map(patternOf)
  const matches = (value: string | null | undefined) =>
    value != null && patterns.some((pattern) => pattern.test(value))
  if (tagsOf !== undefined && name.startsWith('tag:')) {
    const key = name.slice('tag:'.length)
    return (resource) => {
      const tags = tagsOf(resource)
      return Object.hasOwn(tags, key) && matches(tags[key])
    }
  }
  if (tagsOf !== undefined && name === 'tag-key')
    return (resource) => Object.keys(tagsOf(resource)).some(matches)
  const valuesOf = Object.hasOwn(values, name) ? values[name] : undefined
  if (valuesOf === undefined) throw new AwsFailure('InvalidParameterValue', `The filter '${name}' is invalid`)
  return (resource) => valuesOf(resource).some(matches)
}

/** A backslash before `*`, `?` or itself takes them literally. */
function patternOf(value: string): RegExp {
  const source = value.replace(/\\([*?\\])|\*+|\?|[^*?\\]+|\\/g, (part, escaped?: string) => {
    if (escaped !== undefined) return literal(escaped)
    if (part.startsWith('*')) return '.*'
    return part === '?' ? '.' : literal(part)
  })
  return new RegExp(`^${source}$`, 's')
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}
