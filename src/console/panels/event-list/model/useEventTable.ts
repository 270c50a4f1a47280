import {
  columnResizingFeature,
  columnSizingFeature,
  createColumnHelper,
  functionalUpdate,
  tableFeatures,
  useTable,
  type ColumnSizingState,
} from '@tanstack/react-table'
import { useEffect, useMemo, useState } from 'react'
import type { CloudTrailEvent } from '../../../../cloudtrail/event.ts'
import type { ShownColumns } from '../../../models/address/shownColumns.ts'
import { showColumns } from '../../../models/address/useShownColumns.ts'
import type { EventPosition } from './expandedRows.ts'
import { columnLabel, defaultWidth, MIN_COLUMN_WIDTH } from '../columns/columns.ts'

/** A row of the list, with its event once that is loaded. */
export interface EventSlot extends EventPosition {
  readonly index: number
  readonly event: CloudTrailEvent | undefined
  /** Its other events are listed below it. */
  readonly isExpanded: boolean
}

export const listFeatures = tableFeatures({ columnSizingFeature, columnResizingFeature })

const helper = createColumnHelper<typeof listFeatures, EventSlot>()

/** The address follows once the hand that drags has rested for so long. */
const RESTING_MS = 300

/** TanStack Table as the list's model: columns, their widths, and the rows of the visible slice. Sorting is the server's. */
export function useEventTable(slots: readonly EventSlot[], { names, widths }: ShownColumns) {
  // Dragging changes the widths on every move: until the hand rests they are only here.
  const [dragged, setDragged] = useState<ColumnSizingState | null>(null)
  const columnSizing = dragged ?? widths
  const columns = useMemo(
    () =>
      helper.columns(
        names.map((name) =>
          helper.accessor((slot) => slot.event, {
            id: name,
            header: columnLabel(name),
            size: defaultWidth(name),
            minSize: MIN_COLUMN_WIDTH,
          }),
        ),
      ),
    [names],
  )

  useEffect(() => {
    if (dragged === null) return undefined
    const timer = setTimeout(() => {
      showColumns({ widths: roundedOf(dragged) })
      setDragged(null)
    }, RESTING_MS)
    return () => clearTimeout(timer)
  }, [dragged])

  return useTable({
    features: listFeatures,
    columns,
    data: slots,
    getRowId: (slot) => String(slot.index),
    columnResizeMode: 'onChange',
    state: { columnSizing },
    onColumnSizingChange: (updater) =>
      setDragged((before) => functionalUpdate(updater, before ?? { ...widths })),
  })
}

const roundedOf = (sizes: ColumnSizingState): ColumnSizingState =>
  Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, Math.round(size)]))

export type EventTable = ReturnType<typeof useEventTable>
