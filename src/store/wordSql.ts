import type { SqlDialect } from './sqlDialect.ts'
import { caselessPart, wordPattern } from './wordPattern.ts'

/** Whether a folded word is in one leaf, or in one piece of text between leaves. */
export function directWord(word: string, dialect: SqlDialect, param: (value: string) => string): string {
  return `${inLeaves(word, dialect, param)} OR ${dialect.shape} IN ${dialect.shapesContaining(param(word))}`
}

function inLeaves(word: string, dialect: SqlDialect, param: (value: string) => string): string {
  const { contains, leaves } = dialect
  const fixed = caselessPart(word)
  if (fixed === word) return contains(leaves, param(word))
  const pattern = wordPattern(word)
  if (pattern === null) return contains(dialect.fold(leaves), param(word))
  const matches = dialect.matchesPattern(leaves, param(pattern))
  // Searching for text is several times as fast as matching a pattern, and few records contain the
  // number.
  return fixed.length < WORTH_LOOKING ? matches : `(${contains(leaves, param(fixed))} AND ${matches})`
}

const WORTH_LOOKING = 3
