/**
 * The text used for comparisons that ignore case. Every character is lowered by itself, so that a
 * store can do the same. (String.toLowerCase lowers a final Σ to ς and İ to two characters, and
 * knows letters of newer Unicode versions than the engines do.)
 */
export function foldCase(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the range of ASCII
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase()
  return text
    .replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .replace(/[\u0080-\uffff]+/g, (others) => Array.from(others, foldCharacter).join(''))
}

function foldCharacter(character: string): string {
  if (character === 'İ') return 'i'
  return NEWER_LETTERS.test(character) ? character : character.toLowerCase()
}

/** Letters whose lower case was added with Unicode 16 and 17. */
const NEWER_LETTERS =
  /[\u1c89\ua7cb\ua7cc\ua7ce\ua7d2\ua7d4\ua7da\ua7dc\u{10d50}-\u{10d65}\u{16ea0}-\u{16eb8}]/u
