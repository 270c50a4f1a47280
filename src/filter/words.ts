/**
 * The words of a free text: separated by white space, except for "phrases", which count as one. A
 * phrase starts with a quote at the start of a word and ends with a quote at the end of one, so
 * quotes inside a word are part of it.
 */
export function textWords(text: string): string[] {
  const words: string[] = []
  // If one quote is never closed, no later one is.
  let noPhrase = false
  for (let at = 0; at < text.length;) {
    const end: number = text[at] === '"' && !noPhrase ? phraseEnd(text, at) : -1
    if (/\s/.test(text[at]!)) {
      at++
    } else if (end > 0) {
      words.push(text.slice(at + 1, end - 1))
      at = end
    } else {
      if (text[at] === '"') noPhrase = true
      const from = at
      while (at < text.length && !/\s/.test(text[at]!)) at++
      words.push(text.slice(from, at))
    }
  }
  return words.filter((word) => word.trim() !== '')
}

/**
 * A word of free text as written. With white space in it, it is a phrase and needs quotes. So does
 * one whose final backslash would join it with a condition that follows.
 */
export const writeWord = (word: string): string => (/\s|^"|\\$/.test(word) ? `"${word}"` : word)

/**
 * The index after the phrase's closing quote; -1 if it is not closed. White space, the end of the
 * text or one of the characters in `behind` must follow.
 */
export function phraseEnd(text: string, start: number, behind = ''): number {
  for (let i = text.indexOf('"', start + 1); i > 0; i = text.indexOf('"', i + 1)) {
    const next = text[i + 1]
    if (next === undefined || /\s/.test(next) || behind.includes(next)) return i + 1
  }
  return -1
}
