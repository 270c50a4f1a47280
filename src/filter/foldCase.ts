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
  return NEWER_LETTERS.has(character) ? character : character.toLowerCase()
}

/** Letters whose lower case was added with Unicode 16 and 17. */
export function newerLetters(): readonly string[] {
  return [
    '\u1c89',
    '\ua7cb',
    '\ua7cc',
    '\ua7ce',
    '\ua7d2',
    '\ua7d4',
    '\ua7da',
    '\ua7dc',
    ...lettersFrom(0x10d50, 0x10d65),
    ...lettersFrom(0x16ea0, 0x16eb8),
  ]
}

const lettersFrom = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index))

const NEWER_LETTERS: ReadonlySet<string> = new Set(newerLetters())
