import { PatternProblem } from './tokens.ts'

export interface Term {
  readonly text: string
  /** `-term` may not be in the event; of `?term`s one has to be, if there are no others. */
  readonly kind: 'required' | 'excluded' | 'optional'
}

const TERM = /([-?]?)(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)/y

/** `ERROR -"no such file"`, `?ERROR ?WARN` */
export function parseTerms(pattern: string): readonly Term[] {
  const terms: Term[] = []
  let at = 0
  while (at < pattern.length) {
    if (/\s/.test(pattern[at]!)) {
      at++
      continue
    }
    TERM.lastIndex = at
    const found = TERM.exec(pattern)
    if (found === null)
      throw new PatternProblem(
        `Invalid filter pattern: A quotation mark is missing or too many at position ${at + 1}.`,
      )
    const [whole, sign, quoted, word] = found
    if (word !== undefined && !/^\w+$/.test(word))
      throw new PatternProblem(
        `Invalid character(s) in term '${word}'. Terms with others than letters, digits and _ have to be in quotation marks.`,
      )
    const kind = sign === '-' ? 'excluded' : sign === '?' ? 'optional' : 'required'
    terms.push({ kind, text: word ?? quoted!.replaceAll(/\\(.)/gs, '$1') })
    at += whole.length
  }
  return terms
}

export function matchesTerms(terms: readonly Term[], message: string): boolean {
  const [decisive, optional] = [
    terms.filter(({ kind }) => kind !== 'optional'),
    terms.filter(({ kind }) => kind === 'optional'),
  ]
  // Optional terms say nothing beside others, as in AWS.
  if (decisive.length === 0) return optional.some(({ text }) => message.includes(text))
  return decisive.every(({ kind, text }) => message.includes(text) === (kind === 'required'))
}
