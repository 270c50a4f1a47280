import { useEffect } from 'react'
import type { Filter } from '../../../filter/filter.ts'
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

/** Longer than between two keys, or two clicks on the way to a question. */
const SETTLED_MS = 1500

export interface EventsViewsProps {
  readonly filter: Filter
  /** Undefined until the question is answered. */
  readonly count: number | undefined
}

/** What has to do with views, beside the title: the name of the present one, or where to begin. */
export function EventsViews({ filter, count }: EventsViewsProps) {
  const hasDialog = useViewsDialog((state) => state.open !== null)
  useWhenIdle(OpenViewsDialog.preload, true)
  const query = useView(questionOf)
  // With the number of rows beside it the title leaves no room.
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

/** However it is shown, it is the same question. */
const questionOf = (view: View): string => savedQuery({ ...view, columns: null, group: null })

/** Nothing is asked, or only what the first visit begins with. */
function isBeginning({ tokens, text }: Filter): boolean {
  if (text !== '' || tokens.length > 1) return false
  const [token] = tokens
  return (
    token === undefined ||
    (token.kind === 'token' &&
      token.field === 'readOnly' &&
      token.operator === '=' &&
      token.value === 'false')
  )
}
