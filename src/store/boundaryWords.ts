/**
 * Whether a folded word could lie across the border between a leaf and what surrounds it: the border of a string is its quote,
 * that of a number or boolean is punctuation or white space beside a digit, or beside the ends of `true` and `false`.
 * Plain words cannot, so few searches pay for it.
 */
export function mayCrossBoundary(word: string): boolean {
  return /["{}[\]]|[:,\s][-\dtf]|[\de][,\s]/.test(word)
}

/** The parts of a word that lie inside leaves or inside member names wherever the word lies across both. */
export function fragments(word: string): string[] {
  return word.split(/["{}[\]:,\s\\]+/).filter((part) => part !== '')
}
