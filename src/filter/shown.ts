/** How many characters of a value lists show. */
export const SHOWN_CHARACTERS = 1024

const CUT = '…'

/**
 * A value as lists show it: shortened if it is long, so that a page of events has a limited size.
 */
export function shown(text: string): string {
  if (text.length <= SHOWN_CHARACTERS) return text
  const characters = beginning(text)
  return characters.length <= SHOWN_CHARACTERS ? text : characters.slice(0, SHOWN_CHARACTERS).join('') + CUT
}

/**
 * Whether a value may have been shortened. A filter takes it for every value that is shown the
 * same.
 */
export function isCut(text: string): boolean {
  return text.endsWith(CUT) && text.length > SHOWN_CHARACTERS && shown(text) === text
}

/** The first characters, one more than are shown if there are that many. */
function beginning(text: string): string[] {
  return Array.from(text.slice(0, 2 * SHOWN_CHARACTERS + 2)).slice(0, SHOWN_CHARACTERS + 1)
}
