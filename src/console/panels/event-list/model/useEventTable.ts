import {
  columnResizingFeature,
  columnSizingFeature,
  createColumnHelper,
  functionalUpdate,
  tableFeatures,
  useTable,
  type ColumnSizingState,
} from '@tanstack/react-table'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { ShownColumns } from '../../../models/address/shownColumns.ts'
import { showColumns } from '../../../models/address/useShownColumns.ts'
import type { EventSlot } from './useEventSlots.ts'
import { columnLabel } from '../../../models/address/columns.ts'
import type { ContentWidths } from '../columns/contentWidths.ts'
import { fittedWidth, MIN_COLUMN_WIDTH } from '../columns/columnTracks.ts'

export const listFeatures = tableFeatures({ columnSizingFeature, columnResizingFeature })

const helper = createColumnHelper<typeof listFeatures, EventSlot>()

/** How long a drag must pause before the address is updated. */
const RESTING_MS = 300

/**
 * The columns, their widths, and the visible rows. The server does the sorting. `contents` are the
 * widths of the columns' contents. Call `keepWidths` before something else changes widths.
 */
export function useEventTable(
  slots: readonly EventSlot[],
  { names, widths }: ShownColumns,
  contents: ContentWidths,
) {
  // While an edge is dragged, the widths change on every move and are kept only here until it
  // pauses.
  const [dragged, setDragged] = useState<ColumnSizingState | null>(null)
  const columnSizing = dragged ?? widths
  const columns = useMemo(
    () =>
      helper.columns(
        names.map((name) =>
          helper.accessor((slot) => slot.event, {
            id: name,
            header: columnLabel(name),
            size: fittedWidth(name, contents),
            minSize: MIN_COLUMN_WIDTH,
          }),
        ),
      ),
    [names, contents],
  )

  const keepWidths = useCallback(() => {
    if (dragged === null) return
    showColumns({ widths: roundedOf(dragged) })
    setDragged(null)
  }, [dragged])
  useEffect(() => {
    const timer = setTimeout(keepWidths, RESTING_MS)
    return () => clearTimeout(timer)
  }, [keepWidths])

  const table = useTable({
    features: listFeatures,
    columns,
    data: slots,
    getRowId: (slot) => String(slot.index),
    columnResizeMode: 'onChange',
    state: { columnSizing },
    onColumnSizingChange: (updater) =>
      setDragged((before) => functionalUpdate(updater, before ?? { ...widths })),
  })
  return { table, keepWidths }
}

const roundedOf = (sizes: ColumnSizingState): ColumnSizingState =>
  Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, Math.round(size)]))

export type EventTable = ReturnType<typeof useEventTable>['table']
