interface Keyed {
  readonly key: string
}

/**
 * The order of S3's lists: by the bytes of UTF-8. It is that of code units but for surrogates,
 * which come behind all other characters.
 */
export function compareKeys(one: string, other: string): number {
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index++) {
    const a = one.charCodeAt(index)
    const b = other.charCodeAt(index)
    if (a === b) continue
    return rank(a) - rank(b)
  }
  return one.length - other.length
}

/** Puts the surrogates, D800 to DFFF, behind E000 to FFFF. */
const rank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800)

/** The first place, from `from` on, whose object is not `before`: what is before comes first. */
function firstPlace(objects: readonly Keyed[], from: number, before: (object: Keyed) => boolean): number {
  let low = from
  let high = objects.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (before(objects[middle]!)) low = middle + 1
    else high = middle
  }
  return low
}

/** Where the first object with this key or a later one is. */
export const placeOf = (objects: readonly Keyed[], key: string): number =>
  firstPlace(objects, 0, (object) => compareKeys(object.key, key) < 0)

/** Where the first object with a later key is. */
export const placeAfter = (objects: readonly Keyed[], key: string): number =>
  firstPlace(objects, 0, (object) => compareKeys(object.key, key) <= 0)

/** Behind the objects from `from` on that have the prefix; the one at `from` has it. */
export const placeBehindPrefix = (objects: readonly Keyed[], from: number, prefix: string): number =>
  firstPlace(objects, from, ({ key }) => key.startsWith(prefix))
