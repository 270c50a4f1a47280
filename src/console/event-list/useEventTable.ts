import {
  columnResizingFeature,
  columnSizingFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
  type ColumnSizingState,
} from '@tanstack/react-table'
import { useEffect, useMemo, useState } from 'react'
import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import { currentPreferences, prefer } from '../preferences/usePreferences.ts'
import { columnLabel, defaultWidth, MIN_COLUMN_WIDTH } from './columns.ts'

/** A position of the result, with its event once that has come. */
export interface EventSlot {
  readonly index: number
  readonly event: CloudTrailEvent | undefined
}

export const listFeatures = tableFeatures({ columnSizingFeature, columnResizingFeature })

const helper = createColumnHelper<typeof listFeatures, EventSlot>()

/** TanStack Table as the list's model: columns, their widths, and the rows of the visible slice. Sorting is the server's. */
export function useEventTable(slots: readonly EventSlot[], names: readonly string[]) {
  const [columnSizing, onColumnSizingChange] = useState<ColumnSizingState>(() => ({
    ...currentPreferences().columnWidths,
  }))
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

  // Dragging changes the widths on every move; storage is written when the hand rests.
  useEffect(() => {
    const timer = setTimeout(() => prefer({ columnWidths: columnSizing }), 300)
    return () => clearTimeout(timer)
  }, [columnSizing])

  return useTable({
    features: listFeatures,
    columns,
    data: slots,
    getRowId: (slot) => String(slot.index),
    columnResizeMode: 'onChange',
    state: { columnSizing },
    onColumnSizingChange,
  })
}

export type EventTable = ReturnType<typeof useEventTable>
