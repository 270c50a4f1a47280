/**
 * What in a shared store could not be read, in a sentence, from the reasons by key; null if there are none. `what`: what
 * a key is of, as in `the view`.
 */
export function unreadTexts(what: string, faults: ReadonlyMap<string, string>): string | null {
  const [first] = faults
  if (first === undefined) return null
  const [key, fault] = first
  const more = faults.size === 1 ? '' : ` ${faults.size - 1} more cannot be read either.`
  return `In the database, ${what} “${key}” cannot be read: ${fault}.${more} The rest was read.`
}
