import { AwsFailure } from '../../failure.ts'
import { invalidParameter } from './identifiers.ts'

interface Paging {
  readonly MaxResults?: number | undefined
  readonly NextToken?: string | undefined
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Null on the last page. */
  readonly nextToken: string | null
}

/**
 * A page in the order of `keyOf`. The token says after which key the next page begins, so that no
 * resource is left out when another comes or goes between two pages.
 */
export function pageOf<T>(
  resources: readonly T[],
  { MaxResults, NextToken }: Paging,
  keyOf: (resource: T) => string,
  { min = 5, max = 1000 } = {},
): Page<T> {
  if (MaxResults !== undefined && (MaxResults < min || MaxResults > max)) {
    const expected = MaxResults < min ? `greater than ${min}` : `less than ${max}`
    throw new AwsFailure(
      'InvalidParameterValue',
      `Value ( ${MaxResults} ) for parameter maxResults is invalid. Expecting a value ${expected}.`,
    )
  }
  const after = NextToken === undefined ? null : keyIn(NextToken)
  const rest = resources
    .map((resource) => ({ resource, key: keyOf(resource) }))
    .filter(({ key }) => after === null || key > after)
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
  const page = rest.slice(0, MaxResults ?? max)
  const last = page.at(-1)
  return {
    items: page.map(({ resource }) => resource),
    nextToken: last === undefined || page.length === rest.length ? null : tokenOf(last.key),
  }
}

const BEGINNING = 'after:'

function tokenOf(key: string): string {
  return btoa(encodeURIComponent(BEGINNING + key))
}

function keyIn(token: string): string {
  try {
    const text = decodeURIComponent(atob(token))
    if (text.startsWith(BEGINNING)) return text.slice(BEGINNING.length)
  } catch {
    // Not one of ours.
  }
  throw invalidParameter(` ${token} `, 'NextToken', 'The token is invalid.')
}
