import type { Filter, Token } from '../filter.ts'

/** A filter in the words of another tool. */
export interface Command {
  /** To be pasted; what it leaves out stands in it as a comment. */
  readonly text: string
  /** Sentences: in what it differs from the filter. */
  readonly notes: readonly string[]
}

/** A word of a POSIX shell, whatever stands in it. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The tokens of a filter that can be asked. */
export const readableTokens = (filter: Filter): readonly Token[] =>
  filter.tokens.filter((token) => token.kind === 'token')

/** A comment of one line, whatever stands in it. */
export const commentLine = (mark: string, text: string): string =>
  `${mark} ${text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')}`
