/** How many characters of a value lists show. */
export const SHOWN_CHARACTERS = 1024

const CUT = '…'

/** A value as lists show it: a long one is cut. Whatever is listed, a page of events has a sane size. */
export function shown(text: string): string {
  if (text.length <= SHOWN_CHARACTERS) return text
  const characters = beginning(text)
  return characters.length <= SHOWN_CHARACTERS ? text : characters.slice(0, SHOWN_CHARACTERS).join('') + CUT
}

/** Whether a value may be one that was cut. A filter takes it for every value that is shown so. */
export function isCut(text: string): boolean {
  return text.endsWith(CUT) && text.length > SHOWN_CHARACTERS && shown(text) === text
}

/** Its first characters, one more than are shown where there are so many. */
function beginning(text: string): string[] {
  return Array.from(text.slice(0, 2 * SHOWN_CHARACTERS + 2)).slice(0, SHOWN_CHARACTERS + 1)
}
