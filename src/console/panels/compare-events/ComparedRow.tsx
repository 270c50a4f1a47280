import { memo } from 'react'
import { fieldNamed } from '../../../cloudtrail/fields.ts'
import { formatCount } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { formatTime, type Zone } from '../../ui/time.ts'
import type { ComparedField } from './compareRecords.ts'
import './ComparedRow.css'

/** Longer values are cut off; the event's own page shows them whole. */
const MOST_CHARACTERS = 2000
const MOST_VALUES = 20

export interface ComparedRowProps {
  readonly field: ComparedField
  readonly zone: Zone
}

/** As records write times. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/

/** One place in the records. Differences are marked by a sign as well as by colour. */
export const ComparedRow = memo(function ComparedRow({ field, zone }: ComparedRowProps) {
  const { path, values, differs } = field
  const label = fieldNamed(path)?.label
  return (
    <tr className={differs ? 'compared-row compared-row-differs' : 'compared-row'}>
      <th scope="row">
        {differs && (
          <span className="compared-row-sign" title="Differs" aria-label="Differs" role="img">
            ≠
          </span>
        )}
        {label && <span className="compared-row-label">{label}</span>}
        <code>
          <SafeText text={path} />
        </code>
      </th>
      {values.map((leaves, index) => (
        // eslint-disable-next-line react/no-array-index-key -- a column of the table: events have no other identity here
        <td key={index}>
          <Leaves leaves={leaves} zone={zone} />
        </td>
      ))}
    </tr>
  )
})

interface LeavesProps {
  readonly leaves: readonly string[]
  readonly zone: Zone
}

function Leaves({ leaves, zone }: LeavesProps) {
  if (leaves.length === 0) return <span className="compared-row-quiet">-</span>
  const text = leaves
    .slice(0, MOST_VALUES)
    .map((leaf) => (TIME.test(leaf) ? formatTime(leaf, zone) : leaf))
    .join('\n')
  const shown = text.slice(0, MOST_CHARACTERS)
  const hidden = leaves.length - MOST_VALUES
  return (
    <>
      {shown ? <SafeText text={shown} /> : <span className="compared-row-quiet">(empty)</span>}
      {text.length > MOST_CHARACTERS && (
        <span className="compared-row-quiet">
          {' '}
          … {formatCount(text.length - MOST_CHARACTERS)} more characters
        </span>
      )}
      {hidden > 0 && <span className="compared-row-quiet"> and {formatCount(hidden)} more</span>}
    </>
  )
}
