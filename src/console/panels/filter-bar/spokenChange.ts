import { clausesOf } from '../../../filter/clauses.ts'
import { formatAlternatives } from '../../../filter/expression.ts'
import type { Filter } from '../../../filter/filter.ts'

/** What a change of the tokens did, for screen readers; empty when it did nothing. */
export function spokenChange(before: Filter, after: Filter): string {
  const [old, present] = [writtenClauses(before), writtenClauses(after)]
  const removed = old.filter((clause) => !present.includes(clause)).join(' AND ')
  const added = present.filter((clause) => !old.includes(clause)).join(' AND ')
  if (removed === '') return added === '' ? '' : `Added ${added}`
  return added === '' ? `Removed ${removed}` : `Changed ${removed} to ${added}`
}

const writtenClauses = (filter: Filter): readonly string[] => clausesOf(filter).map(formatAlternatives)
