/**
 * The spellings of a word that free text searches for: the word, and if it is a piece of JSON, the
 * same without white space between values. `"Effect": "Allow"` finds `"Effect":"Allow"`, whatever
 * the white space there. A piece may begin inside a string or outside, which its quotes do not tell.
 */
export function spellingsOf(word: string): readonly string[] {
  if (!word.includes('"') || !/[ \t\n\r]/.test(word)) return [word]
  return [...new Set([word, compact(word, false), compact(word, true)])]
}

function compact(word: string, startsInString: boolean): string {
  let text = ''
  let isInString = startsInString
  for (let at = 0; at < word.length;) {
    const character = word[at]!
    if (isInString && character === '\\') {
      text += word.slice(at, at + 2)
      at += 2
      continue
    }
    if (character === '"') isInString = !isInString
    const end = isInString ? at : endOfSpace(word, at)
    // Nothing else is next to white space between values.
    const isBetween = end > at && (isStructure(word[at - 1]) || isStructure(word[end]))
    if (!isBetween) text += end > at ? word.slice(at, end) : character
    at = Math.max(end, at + 1)
  }
  return text
}

function endOfSpace(text: string, at: number): number {
  let end = at
  while (end < text.length && ' \t\n\r'.includes(text[end]!)) end++
  return end
}

const isStructure = (character: string | undefined): boolean =>
  character !== undefined && '{}[]:,'.includes(character)
