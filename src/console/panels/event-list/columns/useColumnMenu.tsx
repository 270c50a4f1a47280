import { useCallback, useState, type ReactNode } from 'react'
import type { Order } from '../../../../filter/filter.ts'
import type { ShownColumns } from '../../../models/address/shownColumns.ts'
import type { MenuPlace } from '../../../ui/ContextMenu.tsx'
import { fitColumns } from './changeColumns.ts'
import { ColumnMenu } from './ColumnMenu.tsx'

export interface ColumnMenuOptions {
  readonly shown: ShownColumns
  readonly grid: () => HTMLElement | null
  /** Called before widths can be changed otherwise. */
  readonly keepWidths: () => void
  readonly onOrder: (order: Order) => void
  readonly onChooseColumns: () => void
}

/** The open menu of a column, and the function that opens it. */
export function useColumnMenu(options: ColumnMenuOptions) {
  const { shown, grid, keepWidths, onOrder, onChooseColumns } = options
  const [opened, setOpened] = useState<{ column: string; place: MenuPlace } | null>(null)
  const open = useCallback(
    (column: string, place: MenuPlace) => {
      keepWidths()
      setOpened({ column, place })
    },
    [keepWidths],
  )
  const fit = useCallback(
    (columns: readonly string[]) => {
      const element = grid()
      if (!element) return
      keepWidths()
      fitColumns(element, columns)
    },
    [grid, keepWidths],
  )
  const menu: ReactNode = opened && (
    <ColumnMenu
      {...opened}
      shown={shown}
      onFit={fit}
      onOrder={onOrder}
      onChooseColumns={onChooseColumns}
      onClose={() => setOpened(null)}
    />
  )
  return { open, fit, menu }
}
