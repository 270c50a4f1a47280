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
  const patterns = wanted.map(partsOf)
  const matches = (value: string | null | undefined) =>
    value != null && patterns.some((pattern) => isMatch(value, pattern))
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

type Part = '*' | '?' | { readonly character: string }

/** A backslash before `*`, `?` or itself takes them literally. */
function partsOf(pattern: string): readonly Part[] {
  return [...pattern.matchAll(/\\([*?\\])|\*+|[^]/gu)].map(([part, escaped]) => {
    if (escaped !== undefined) return { character: escaped }
    if (part.startsWith('*')) return '*'
    return part === '?' ? '?' : { character: part }
  })
}

/** Goes back to the last `*` only, so that no pattern takes long. */
function isMatch(value: string, pattern: readonly Part[]): boolean {
  const characters = Array.from(value)
  let at = 0
  let next = 0
  let afterStar = -1
  let starEnd = 0
  while (at < characters.length) {
    const part = pattern[next]
    if (part === '*') {
      afterStar = ++next
      starEnd = at
    } else if (part === '?' || (typeof part === 'object' && part.character === characters[at])) {
      at++
      next++
    } else if (afterStar >= 0) {
      next = afterStar
      at = ++starEnd
    } else return false
  }
  return pattern.slice(next).every((part) => part === '*')
}
