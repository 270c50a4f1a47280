/** What in a shared store could not be read, in a sentence, from the reasons by key; null if there are none. */
export function unreadTexts(what: string, of: string, faults: ReadonlyMap<string, string>): string | null {
  const [first] = faults
  if (first === undefined) return null
  const [key, fault] = first
  const more = faults.size === 1 ? '' : ` So it is with ${faults.size - 1} more.`
  return `In the database, the ${what} of the ${of} “${key}” cannot be read: ${fault}.${more} The rest was read.`
}
