import { isIntegrityField, isNoteField, labelOf } from '../../../cloudtrail/fields.ts'
import type { ExplainedToken, FieldPlace } from '../../../filter/explain.ts'
import type { Token } from '../../../filter/filter.ts'
import { asksForPresence } from '../../../filter/matches.ts'
import { formatCount } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import './WhyMatched.css'

export interface TokenReasonProps {
  /** The `=` tokens of one field, of which one must match; or any other single token. */
  readonly alternatives: readonly ExplainedToken[]
  readonly onPlace: (path: string, value: string) => void
}

/** More places of one token are counted, not listed. */
const LISTED = 3

/**
 * The condition of a token, and the values that satisfy it, each a link to its place in the record.
 */
export function TokenReason({ alternatives, onPlace }: TokenReasonProps) {
  const told = alternatives.find(({ holds }) => holds) ?? alternatives[0]!
  const found = told.hits.length > 0 ? told.hits : told.others
  return (
    <>
      <b>
        <SafeText
          text={[
            tokenWords(alternatives[0]!.token),
            ...alternatives.slice(1).map(({ token }) => token.value),
          ].join(' or ')}
        />
      </b>{' '}
      <span className="why-matched__quiet">{verb(told)}</span>
      {found.slice(0, LISTED).map((place) => (
        <Place
          key={`${place.path} ${place.value}`}
          place={place}
          elsewhere={elsewhereOf(told.token.field)}
          onPlace={onPlace}
        />
      ))}
      {found.length > LISTED && (
        <span className="why-matched__quiet"> and {formatCount(found.length - LISTED)} more</span>
      )}
    </>
  )
}

interface PlaceProps extends Pick<TokenReasonProps, 'onPlace'> {
  readonly place: FieldPlace
  /** Where the value comes from when it is not in the record. */
  readonly elsewhere: string
}

function Place({ place, elsewhere, onPlace }: PlaceProps) {
  const { path, value } = place
  const shown = (
    <>
      <span className="why-matched__path">
        <SafeText text={path ?? elsewhere} />
      </span>{' '}
      <SafeText text={value} />
    </>
  )
  if (path === null) return <span className="why-matched__place">{shown}</span>
  return (
    <button
      className="why-matched__place"
      type="button"
      title="Show in the record"
      onClick={() => onPlace(path, value)}
    >
      {shown}
    </button>
  )
}

/** Where a value comes from that is not in the record. */
function elsewhereOf(field: string): string {
  if (isNoteField(field)) return 'in the notes'
  return isIntegrityField(field) ? 'in the validation' : 'inferred from request/response'
}

/** `Event name = RunInstances`, `Error code exists` */
function tokenWords(token: Token): string {
  const label = labelOf(token.field)
  if (asksForPresence(token)) return `${label} ${token.operator === '=' ? 'does not exist' : 'exists'}`
  return `${label} ${token.operator} ${token.value}`
}

function verb({ hits, others, hasMembers, holds }: ExplainedToken): string {
  if (hits.length > 0) return holds ? 'in' : 'but the value is'
  if (others.length > 0) return holds ? 'the value is' : 'but the value is'
  return hasMembers ? 'has nested values' : 'no value'
}
