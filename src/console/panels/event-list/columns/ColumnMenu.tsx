import type { Order } from '../../../../filter/filter.ts'
import type { ShownColumns } from '../../../models/address/shownColumns.ts'
import { resetColumns } from '../../../models/address/useShownColumns.ts'
import { announce } from '../../../ui/announce.ts'
import { ContextMenu, type MenuGroup, type MenuItem, type MenuPlace } from '../../../ui/ContextMenu.tsx'
import { hideColumn, shiftColumn, wrapLines } from './changeColumns.ts'
import { columnLabel } from '../../../models/address/columns.ts'

export interface ColumnMenuProps {
  readonly column: string
  readonly place: MenuPlace
  readonly shown: ShownColumns
  /** Fits columns to their content. */
  readonly onFit: (columns: readonly string[]) => void
  readonly onOrder: (order: Order) => void
  /** Opens the dialog in which any field or path can be added as a column. */
  readonly onChooseColumns: () => void
  readonly onClose: () => void
}

/** The actions on a column, and on all of them. */
export function ColumnMenu(props: ColumnMenuProps) {
  const { column, place, shown, onFit, onOrder, onChooseColumns, onClose } = props
  const { names } = shown
  const at = names.indexOf(column)
  const item = (label: string, run: () => void, more: Partial<MenuItem> = {}) => ({ label, run, ...more })
  const only = (condition: boolean, ...items: readonly MenuItem[]) => (condition ? items : [])
  const groups: readonly MenuGroup[] = [
    {
      title: columnLabel(column),
      items: only(
        column === 'eventTime',
        item('Newest first', () => onOrder('newest')),
        item('Oldest first', () => onOrder('oldest')),
      ),
    },
    {
      items: [
        item('Fit to content', () => onFit([column])),
        ...only(
          at > 0,
          item('Move left', () => shiftColumn(column, -1), { detail: 'Alt Shift ←' }),
        ),
        ...only(
          at < names.length - 1,
          item('Move right', () => shiftColumn(column, 1), { detail: 'Alt Shift →' }),
        ),
        ...only(
          names.length > 1,
          item('Hide column', () => hideColumn(column)),
        ),
      ],
    },
    {
      title: 'All columns',
      items: [
        item('Choose columns…', onChooseColumns, { leadsOn: true }),
        item('Fit all to content', () => onFit(names)),
        item(shown.wrapLines ? 'Do not wrap lines' : 'Wrap lines', () => wrapLines(!shown.wrapLines)),
        item('Reset columns', () => {
          resetColumns()
          announce('Columns reset')
        }),
      ],
    },
  ]
  return (
    <ContextMenu
      label={`Options for ${columnLabel(column)}`}
      groups={groups.filter(({ items, title }) => items.length > 0 || title !== undefined)}
      place={place}
      onClose={onClose}
    />
  )
}
