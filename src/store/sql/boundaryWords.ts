/**
 * Whether a folded word could match across the border between a leaf and the text around it. The
 * border of a string is its quote; that of a number or boolean is punctuation or white space beside
 * a digit, or beside the ends of `true` and `false`. Plain words cannot, so few searches pay for
 * it.
 */
export function mayCrossBoundary(word: string): boolean {
  return /["{}[\]]|[:,\s][-\dtf]|[\de][,\s]/.test(word)
}

/**
 * The parts of a word that must lie inside leaves or member names when the word matches across a
 * border.
 */
export function fragments(word: string): string[] {
  return word.split(/["{}[\]:,\s\\]+/).filter((part) => part !== '')
}
