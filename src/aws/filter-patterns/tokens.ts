/** A pattern that cannot be read: a sentence. */
export class PatternProblem extends Error {}

export interface Token {
  readonly kind: 'symbol' | 'string' | 'word' | 'end'
  readonly text: string
  /** Its position, from 1. */
  readonly at: number
}

const SYMBOLS = ['&&', '||', '!=', '<=', '>=', '=', '<', '>', '(', ')', '{', '}', ','] as const
/** What a word is made of; names of members may be in brackets: `$.list[0]`, `$['a b']`. */
const WORD = /(?:\['[^']*'\]|\["[^"]*"\]|\[(?:\d+|\*)\]|[^\s()&|=!<>{},"[\]])+/y
const STRING = /"((?:[^"\\]|\\.)*)"/y

/** The tokens of a pattern with conditions, the last of which is its end. */
export function tokensOf(pattern: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < pattern.length) {
    if (/\s/.test(pattern[at]!)) {
      at++
      continue
    }
    const [token, length] = tokenAt(pattern, at)
    tokens.push(token)
    at += length
  }
  return [...tokens, { kind: 'end', text: '', at: pattern.length + 1 }]
}

function tokenAt(pattern: string, at: number): readonly [Token, length: number] {
  const symbol = SYMBOLS.find((each) => pattern.startsWith(each, at))
  if (symbol !== undefined) return [{ kind: 'symbol', text: symbol, at: at + 1 }, symbol.length]
  STRING.lastIndex = at
  const string = STRING.exec(pattern)
  if (string !== null)
    return [{ kind: 'string', text: string[1]!.replaceAll(/\\(.)/gs, '$1'), at: at + 1 }, string[0].length]
  WORD.lastIndex = at
  const word = WORD.exec(pattern)
  if (word !== null) return [{ kind: 'word', text: word[0], at: at + 1 }, word[0].length]
  const what = pattern[at] === '"' ? 'A text without its closing quotation mark' : `“${pattern[at]}”`
  throw new PatternProblem(`Invalid filter pattern: ${what} at position ${at + 1}.`)
}

/** Goes through tokens one after another. */
export class TokenReader {
  readonly #tokens: readonly Token[]
  #next = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  get next(): Token {
    return this.#tokens[this.#next]!
  }

  take(): Token {
    const token = this.next
    if (token.kind !== 'end') this.#next++
    return token
  }

  /** Whether the next token is this symbol or, in any case, this word, which is then passed. */
  passes(text: string): boolean {
    const { kind, text: given } = this.next
    const isIt = kind === 'symbol' ? given === text : kind === 'word' && given.toUpperCase() === text
    if (isIt) this.#next++
    return isIt
  }

  expect(text: string): void {
    if (!this.passes(text)) throw this.problem(text)
  }

  /** That something else is expected where the next token is. */
  problem(expected: string): PatternProblem {
    const { kind, text, at } = this.next
    const found = kind === 'end' ? 'the end' : `“${text}”`
    return new PatternProblem(
      `Invalid filter pattern: ${expected} is expected at position ${at}, but there is ${found}.`,
    )
  }
}
