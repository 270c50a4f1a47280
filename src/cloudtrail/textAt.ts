/** The text at a path of a parsed record; null if there is none, or something else. */
export function textAt(record: unknown, path: string): string | null {
  let at = record
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, name)) return null
    at = Reflect.get(at, name)
  }
  if (typeof at === 'string') return at === '' ? null : at
  return typeof at === 'boolean' || typeof at === 'number' ? String(at) : null
}
