import { useEffect } from 'react'
import type { Filter } from '../../../filter/filter.ts'
import { savedQuery } from '../../models/address/savedQuery.ts'
import type { View } from '../../models/address/view.ts'
import { useView } from '../../models/address/useView.ts'
import { rememberSearch } from '../../models/preferences/useSearchHistory.ts'
import { isReadable } from '../../models/queries/resolvedQuery.ts'
import { DialogBoundary } from '../../ui/DialogBoundary.tsx'
import { lazyPart, useWhenIdle } from '../../ui/lazyPart.tsx'
import { PresentView } from '../../panels/views/PresentView.tsx'
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
  /** Undefined until the server has responded. */
  readonly count: number | undefined
}

/** The name of the current view, beside the title, and the dialogs about views. */
export function EventsViews({ filter, count }: EventsViewsProps) {
  const hasDialog = useViewsDialog((state) => state.open !== null)
  useWhenIdle(OpenViewsDialog.preload, true)
  const query = useView(queryOf)
  const readable = isReadable(filter)
  useEffect(() => {
    if (count === undefined || !readable) return undefined
    const timer = setTimeout(() => rememberSearch(query, count), SETTLED_MS)
    return () => clearTimeout(timer)
  }, [query, count, readable])
  return (
    <>
      <PresentView />
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
