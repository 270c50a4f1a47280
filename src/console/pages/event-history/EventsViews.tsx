import { useEffect } from 'react'
import type { Filter } from '../../../filter/filter.ts'
import { printFilter } from '../../../filter/params.ts'
import { currentStore } from '../../models/address/currentStore.ts'
import { startView } from '../../models/address/startView.ts'
import { savedQuery } from '../../models/address/savedQuery.ts'
import type { View } from '../../models/address/view.ts'
import { useView } from '../../models/address/useView.ts'
import { rememberQuestion } from '../../models/preferences/useSearchHistory.ts'
import { isReadable } from '../../models/queries/resolvedQuery.ts'
import { DialogBoundary } from '../../ui/DialogBoundary.tsx'
import { lazyPart, useWhenIdle } from '../../ui/lazyPart.tsx'
import { PresentView } from '../../panels/views/PresentView.tsx'
import { StartingPoints } from '../../panels/views/StartingPoints.tsx'
import { closeViewsDialog, useViewsDialog } from '../../panels/views/viewsDialog.ts'

const OpenViewsDialog = lazyPart(
  async () => (await import('../../panels/views/OpenViewsDialog.tsx')).OpenViewsDialog,
)

/**
 * A filter that stays unchanged this long counts as used. Longer than the pause between two keys,
 * or between two clicks on the way to a filter.
 */
const SETTLED_MS = 1500

export interface EventsViewsProps {
  readonly filter: Filter
  /** Undefined until the query is answered. */
  readonly count: number | undefined
}

/** The views, beside the title: the name of the present one, or suggestions to start with. */
export function EventsViews({ filter, count }: EventsViewsProps) {
  const hasDialog = useViewsDialog((state) => state.open !== null)
  useWhenIdle(OpenViewsDialog.preload, true)
  const query = useView(queryOf)
  // Beside the number of rows the title leaves no room.
  const isGrouped = useView(({ group }) => group !== null)
  const readable = isReadable(filter)
  useEffect(() => {
    if (count === undefined || !readable) return undefined
    const timer = setTimeout(() => rememberQuestion(query, count), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [query, count, readable])
  return (
    <>
      <PresentView />
      {isBeginning(filter) && !isGrouped && <StartingPoints />}
      {hasDialog && (
        <DialogBoundary onClose={closeViewsDialog}>
          <OpenViewsDialog />
        </DialogBoundary>
      )}
    </>
  )
}

/** Columns and grouping change how the result is shown, not what it contains. */
const queryOf = (view: View): string => savedQuery({ ...view, columns: null, group: null })

/** The filter is empty, or the one that Event history starts with. */
const isBeginning = (filter: Filter): boolean =>
  printFilter(filter) === '' || printFilter(filter) === printFilter(startView(currentStore()).filter)
