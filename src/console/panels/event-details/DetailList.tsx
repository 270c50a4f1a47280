import type { Zone } from '../../ui/time.ts'
import type { DetailRow } from './detailRows.ts'
import { DetailValue } from './DetailValue.tsx'
import type { OnMenu } from './onMenu.ts'
import './DetailList.css'

export interface DetailListProps {
  readonly rows: readonly DetailRow[]
  readonly zone: Zone
  readonly onMenu: OnMenu
}

/** Terms and values, in as many columns as fit. */
export function DetailList({ rows, zone, onMenu }: DetailListProps) {
  return (
    <dl className="detail-list">
      {rows.map((row) => (
        <DetailValue key={row.label} row={row} zone={zone} onMenu={onMenu} />
      ))}
    </dl>
  )
}
