/** A part of a list, and the token with which the next part is requested. */
export interface Page<Item> {
  readonly items: readonly Item[]
  /** Undefined on the last page. */
  readonly next: string | undefined
}

const PREFIX = 'after:'

/**
 * The page of `items` that `token` names, or the first. The token has the key of the last item
 * before it, so what is created or deleted meanwhile moves no other item to another page. Throws
 * what `wrongToken` makes if the token is none of ours. `items` have to be in the order of their keys.
 */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  size: number,
  token: string | undefined,
  wrongToken: () => Error,
): Page<Item> {
  const after = token === undefined ? null : keyIn(token)
  if (after === undefined) throw wrongToken()
  const rest = after === null ? items : items.filter((item) => keyOf(item) > after)
  const page = rest.slice(0, size)
  const last = page.at(-1)
  return { items: page, next: last === undefined || rest.length <= size ? undefined : tokenFor(keyOf(last)) }
}

function tokenFor(key: string): string {
  return Buffer.from(PREFIX + key).toString('base64')
}

function keyIn(token: string): string | undefined {
  const text = Buffer.from(token, 'base64').toString()
  return text.startsWith(PREFIX) && tokenFor(text.slice(PREFIX.length)) === token
    ? text.slice(PREFIX.length)
    : undefined
}

/** In the order of their keys, as pageOf wants them: by code units, as `>` compares. */
export function sortedBy<Item>(items: Iterable<Item>, keyOf: (item: Item) => string): readonly Item[] {
  return [...items].toSorted((one, other) => {
    const [a, b] = [keyOf(one), keyOf(other)]
    return a < b ? -1 : a > b ? 1 : 0
  })
}
