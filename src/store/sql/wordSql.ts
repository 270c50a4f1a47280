import { spellingsOf } from '../../filter/spellings.ts'
import type { ConditionSql, Lookups } from './lookups.ts'
import type { SqlDialect } from './sqlDialect.ts'
import { caselessPart, wordPattern } from './wordPattern.ts'

/**
 * Whether a folded word is in one leaf, in a reading of one, or in one piece of text between leaves.
 */
export async function directWord(
  word: string,
  dialect: SqlDialect,
  param: (value: string) => string,
  { segmentsWith }: Pick<Lookups, 'segmentsWith'>,
): Promise<ConditionSql> {
  const { leaves, readings, shape, shapesContaining, compactShapesContaining } = dialect
  const joins: string[] = []
  const conditions: string[] = []
  for (const spelling of spellingsOf(word)) {
    const inSegments = await segmentsWith(spelling)
    joins.push(...(inSegments?.joins ?? []))
    const inLeaves = inText(leaves, spelling, dialect, param)
    conditions.push(
      inSegments === null ? inLeaves : `coalesce(${inLeaves}, ${inSegments.where})`,
      `coalesce(${inText(readings, spelling, dialect, param)}, false)`,
      `${shape} IN ${shapesContaining(param(spelling))}`,
      ...(STRUCTURE.test(spelling) ? [`${shape} IN ${compactShapesContaining(param(spelling))}`] : []),
    )
  }
  return { joins, where: conditions.join(' OR ') }
}

/** What a word has that can be next to white space between values. */
const STRUCTURE = /[{}[\]:,"]/

function inText(text: string, word: string, dialect: SqlDialect, param: (value: string) => string): string {
  const { contains } = dialect
  const fixed = caselessPart(word)
  if (fixed === word) return contains(text, param(word))
  const pattern = wordPattern(word)
  if (pattern === null) return contains(dialect.fold(text), param(word))
  const matches = dialect.matchesPattern(text, param(pattern))
  // Searching for text is several times as fast as matching a pattern, and few records contain the
  // number.
  return fixed.length < WORTH_LOOKING ? matches : `(${contains(text, param(fixed))} AND ${matches})`
}

const WORTH_LOOKING = 3
