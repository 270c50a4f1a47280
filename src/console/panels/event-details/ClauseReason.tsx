import { Fragment } from 'react'
import type { ExplainedCondition, ExplainedToken } from '../../../filter/explain.ts'
import type { JsonDocument } from '../../models/record/jsonDocument.ts'
import type { RecordPlace } from './record-tree/recordViewState.ts'
import { TokenReason } from './TokenReason.tsx'
import { WordReason } from './WordReason.tsx'

export interface ClauseReasonProps {
  /** At least one of them must match. */
  readonly alternatives: readonly ExplainedCondition[]
  readonly document: JsonDocument
  /** Shows a place in the record. */
  readonly onPlace: (place: RecordPlace) => void
}

/**
 * Why a clause of a filter matches or not: the values of one field on one line, other alternatives
 * each on their own.
 */
export function ClauseReason({ alternatives, document, onPlace }: ClauseReasonProps) {
  return groupValues(alternatives).map((each, i) => (
    // oxlint-disable-next-line react/no-array-index-key -- alternatives have no names of their own
    <Fragment key={i}>
      {i > 0 && <span className="why-matched__or">or</span>}
      {'word' in each ? (
        <WordReason
          word={each.word}
          hits={each.hits}
          document={document}
          onHit={(start) => onPlace({ kind: 'hit', start })}
        />
      ) : (
        <TokenReason alternatives={each} onPlace={(path, value) => onPlace({ kind: 'value', path, value })} />
      )}
    </Fragment>
  ))
}

type Reason = (ExplainedCondition & { readonly kind: 'word' }) | readonly ExplainedToken[]

function groupValues(alternatives: readonly ExplainedCondition[]): readonly Reason[] {
  const reasons: ((ExplainedCondition & { readonly kind: 'word' }) | ExplainedToken[])[] = []
  for (const each of alternatives) {
    const before = reasons.at(-1)
    const isValue = (one: ExplainedToken) =>
      each.kind === 'token' &&
      one.token.field === each.token.field &&
      one.token.operator === '=' &&
      each.token.operator === '='
    if (each.kind === 'word') reasons.push(each)
    else if (Array.isArray(before) && before.every(isValue)) before.push(each)
    else reasons.push([each])
  }
  return reasons
}
