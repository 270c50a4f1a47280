import { joinPath } from '../../cloudtrail/fieldPath.ts'
import type { CloudTrailRecord } from '../../cloudtrail/record.ts'
import { decodeLeaf } from '../../cloudtrail/recordShape.ts'

/** Where the leaves of a record differ from what JSON.parse gives; null if they do not. */
export function leavesDiffer(record: CloudTrailRecord, parsed: object): string | null {
  const expected = new Map<string, (string | number | boolean)[]>()
  const count = collect(parsed, [], expected)
  // Members of one name: JSON.parse keeps the last one, the record all of them.
  const isRepeated = count < record.leaves.length
  if (count > record.leaves.length) return `it has ${count} values, the record ${record.leaves.length}`
  for (const [path, values] of expected) {
    // Names that a store cannot contain stay as written, like names that spell such an escape.
    if (UNSPEAKABLE.test(path)) continue
    const slots = record.shape.slotsAt(path)
    if (slots.length < values.length || (!isRepeated && slots.length > values.length))
      return `${path} has ${values.length} values, in the record ${slots.length}`
    const leaves = slots.map((slot) => record.leaves[slot]!)
    for (const [index, value] of values.entries()) {
      const isThere = isRepeated ? leaves.some((leaf) => says(leaf, value)) : says(leaves[index]!, value)
      if (!isThere) return `${path} is ${JSON.stringify(value)}, in the record ${leaves.join(' and ')}`
    }
  }
  return null
}

// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const UNSPEAKABLE = /[\u0000\u001c-\u001f]|\\u(?:0000|001[c-f])|\p{Surrogate}/iu

function says(leaf: string, value: string | number | boolean): boolean {
  if (typeof value === 'number') return Object.is(Number(leaf), value)
  if (typeof value === 'boolean') return leaf === String(value)
  const decoded = decodeLeaf(leaf)
  return decoded === value || (decoded === leaf && JSON.parse(`"${leaf}"`) === value)
}

/** Counts all strings, numbers and booleans, by their paths. */
function collect(
  value: unknown,
  path: readonly string[],
  into: Map<string, (string | number | boolean)[]>,
): number {
  if (value === null) return 0
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + collect(item, path, into), 0)
  if (typeof value === 'object')
    return Object.entries(value).reduce(
      (sum, [name, member]) => sum + collect(member, [...path, name], into),
      0,
    )
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return 0
  const key = joinPath(path)
  const values = into.get(key)
  if (values) values.push(value)
  else into.set(key, [value])
  return 1
}
