import type { Condition } from './condition.ts'
import { parseColumns, type Column } from './columnsPattern.ts'
import { parseJsonPattern, type Selector } from './jsonPattern.ts'
import { parseTerms, type Term } from './textPattern.ts'

export type FilterPattern =
  | { readonly kind: 'everything' }
  | { readonly kind: 'json'; readonly condition: Condition<Selector> }
  | { readonly kind: 'text'; readonly terms: readonly Term[] }
  | { readonly kind: 'columns'; readonly columns: readonly Column[] }

/** Throws a PatternProblem. */
export function parseFilterPattern(text: string): FilterPattern {
  const pattern = text.trim()
  if (pattern === '') return { kind: 'everything' }
  if (pattern.startsWith('{')) return { kind: 'json', condition: parseJsonPattern(pattern) }
  if (pattern.startsWith('[')) return { kind: 'columns', columns: parseColumns(pattern) }
  return { kind: 'text', terms: parseTerms(pattern) }
}
