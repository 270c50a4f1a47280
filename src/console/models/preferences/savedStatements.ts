import * as v from 'valibot'
import { MOST_CHARACTERS } from '../../../api/sql.ts'
import { arrayOfFitting } from './arrayOfFitting.ts'

/** An SQL query saved under a name. It stays in the browser. */
export interface SavedStatement {
  /** Unique. */
  readonly name: string
  readonly sql: string
}

export interface SavedStatements {
  /** By name. */
  readonly statements: readonly SavedStatement[]
}

const LONGEST_NAME = 100
const MOST_STATEMENTS = 200

const savedStatement = v.object({
  name: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(LONGEST_NAME)),
  sql: v.pipe(v.string(), v.nonEmpty(), v.maxLength(MOST_CHARACTERS)),
})

const stored = v.fallback(v.object({ statements: v.fallback(arrayOfFitting(savedStatement), []) }), {
  statements: [],
})

/** Reads what any version, or a person, left in storage. Invalid entries are left out. */
export function readSavedStatements(written: unknown): SavedStatements {
  return { statements: inOrder(v.parse(stored, written).statements) }
}

/** With this one, in place of another of its name. */
export const withStatement = ({ statements }: SavedStatements, saved: SavedStatement): SavedStatements => ({
  statements: inOrder([...statements, saved]),
})

export const withoutStatement = ({ statements }: SavedStatements, name: string): SavedStatements => ({
  statements: statements.filter((each) => each.name !== name),
})

/** Why a statement cannot be saved under a name, as a sentence; null if it can. */
export function problemOfName(name: string, { statements }: SavedStatements): string | null {
  const trimmed = name.trim()
  if (trimmed === '') return 'Enter a name.'
  if (trimmed.length > LONGEST_NAME) return `A name can have at most ${LONGEST_NAME} characters.`
  const isNew = statements.every((each) => each.name !== trimmed)
  if (isNew && statements.length >= MOST_STATEMENTS)
    return `${MOST_STATEMENTS} queries are saved. Delete one that you no longer need.`
  return null
}

/** Of several with a name, the last. */
const inOrder = (statements: readonly SavedStatement[]): readonly SavedStatement[] =>
  [...new Map(statements.map((each) => [each.name, each])).values()].toSorted((a, b) =>
    a.name.localeCompare(b.name, 'en'),
  )
