/**
 * A folded word as a regular expression of RE2, which finds it about as fast as the text can be read; lowering the text first takes
 * twice as long. It finds exactly what `fold(text).includes(word)` finds. null for words with other letters than ASCII's.
 */
export function wordPattern(word: string): string | null {
  // oxlint-disable-next-line no-control-regex -- the range of ASCII
  if (!/^[\u0000-\u007f]+$/.test(word)) return null
  return `(?i)${word.split('').map(patternOf).join('')}`
}

function patternOf(character: string): string {
  switch (character) {
    // Folds to i, though RE2 does not say so.
    case 'i':
      return '[iİ]'
    // RE2 takes ſ for an s, which folding does not.
    case 's':
      return '(?-i:[sS])'
    default:
      return /[a-z0-9]/.test(character) ? character : `\\x{${character.codePointAt(0)!.toString(16)}}`
  }
}

/** The longest part of a folded word that is written in one way only: digits and punctuation. */
export function caselessPart(word: string): string {
  // oxlint-disable-next-line no-control-regex -- the range of ASCII
  const parts = word.match(/[\u0000-`{-\u007f]+/g) ?? []
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '')
}
