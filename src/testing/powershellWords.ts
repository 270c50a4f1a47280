const SINGLE_QUOTES = `'\u2018\u2019\u201a\u201b`
const DOUBLE_QUOTES = '"\u201c\u201d\u201e'

/**
 * The words of a command line by the rules of PowerShell (about_Quoting_Rules, about_Parsing), a
 * pipe being a word of its own. It throws at whatever PowerShell would evaluate, and at whatever
 * ends the command.
 */
export function powershellWords(text: string): string[] {
  const words: string[] = []
  let word: string | null = null
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!
    const quotes = [SINGLE_QUOTES, DOUBLE_QUOTES].find((kind) => kind.includes(character))
    if (quotes !== undefined) {
      const [content, end] = quotedFrom(text, i + 1, quotes)
      word = (word ?? '') + content
      i = end
    } else if (character === ' ') {
      if (word !== null) words.push(word)
      word = null
    } else if (character === '|' && word === null) {
      words.push('|')
    } else if (/[\w.:/=*-]/.test(character)) {
      word = (word ?? '') + character
      if (word === '--%') throw new Error('PowerShell stops parsing at --%')
    } else {
      throw new Error(`PowerShell acts on ${JSON.stringify(character)} at ${i}`)
    }
  }
  return word === null ? words : [...words, word]
}

/**
 * The content of a string, which begins at `start`, and where its end is. A doubled quote is one in
 * it.
 */
function quotedFrom(text: string, start: number, quotes: string): [content: string, end: number] {
  let content = ''
  for (let i = start; i < text.length; i++) {
    const character = text[i]!
    if (quotes.includes(character)) {
      if (!quotes.includes(text[i + 1] ?? ' ')) return [content, i]
      i++
    } else if (quotes === DOUBLE_QUOTES && /[$`]/.test(character)) {
      throw new Error(`PowerShell expands ${JSON.stringify(character)} at ${i}`)
    }
    content += text[i]
  }
  throw new Error('PowerShell waits for the end of a string')
}
