import { Buffer } from 'node:buffer'
import { checkInput } from '../../constraints.ts'
import { AwsFailure } from '../../failure.ts'

export interface PageInput {
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface Page<T> {
  readonly items: T[]
  readonly IsTruncated: boolean
  readonly Marker?: string
}

/**
 * A page of items in the order of their names. A marker says which name the last page ended with,
 * so that no item is listed twice or left out when others come and go.
 */
export function pageOf<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  { Marker, MaxItems = 100 }: PageInput,
): Page<T> {
  checkInput([
    ['maxItems', MaxItems, { range: [1, 1000] }],
    ['marker', Marker, { length: [1, 4096] }],
  ])
  const after = Marker === undefined ? null : nameIn(Marker)
  const rest = items
    .filter((item) => after === null || nameOf(item) > after)
    .toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
  const page = rest.slice(0, MaxItems)
  const last = page.at(-1)
  if (rest.length <= MaxItems || last === undefined) return { items: page, IsTruncated: false }
  return { items: page, IsTruncated: true, Marker: Buffer.from(`${BEGIN}${nameOf(last)}`).toString('base64') }
}

/** Tells a marker of ours from other texts. */
const BEGIN = 'after:'

function nameIn(marker: string): string {
  const text = Buffer.from(marker, 'base64').toString()
  if (!text.startsWith(BEGIN)) throw new AwsFailure('ValidationError', 'Invalid Marker.')
  return text.slice(BEGIN.length)
}

/** Those whose path begins with a prefix, `/` if none is given. */
export function inPath<T extends { readonly path: string }>(
  items: Readonly<Record<string, T>>,
  prefix = '/',
): readonly T[] {
  return Object.values(items).filter(({ path }) => path.startsWith(prefix))
}
