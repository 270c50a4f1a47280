import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import { useState } from 'react'
import type { SavedView, ViewsResponse } from '../../../api/views.ts'
import { addressOf, go } from '../../models/address/useView.ts'
import { readSavedQuery } from '../../models/address/savedQuery.ts'
import { deleteView, saveNewView } from '../../models/queries/useViews.ts'
import { announce } from '../../ui/announce.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { isViewFound, filterLine } from './viewItems.ts'
import { closeViewsDialog, openViewsDialog } from './viewsDialog.ts'
import { ViewRow, type Counting } from './ViewRow.tsx'

export interface SavedViewsProps {
  readonly answer: ViewsResponse | undefined
  readonly error: Error | null
  readonly search: string
  readonly counting: Counting
}

/** The saved views. A deleted one can be restored as long as the list is open. */
export function SavedViews({ answer, error, search, counting }: SavedViewsProps) {
  const [deleted, setDeleted] = useState<readonly SavedView[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const views = (answer?.views ?? []).filter((view) => isViewFound(search, view))

  const attempt = async (act: () => Promise<unknown>) => {
    setProblem(null)
    try {
      await act()
    } catch (failure) {
      setProblem((failure as Error).message)
    }
  }
  const remove = (view: SavedView) =>
    attempt(async () => {
      await deleteView(view.name)
      setDeleted((before) => [...before.filter(({ name }) => name !== view.name), view])
      announce(`Deleted the view ${spellOutInvisible(view.name)}`)
    })
  const restore = (view: SavedView) =>
    attempt(async () => {
      if (!(await saveNewView(view))) throw new Error(`A view named “${view.name}” already exists.`)
      setDeleted((before) => before.filter((each) => each !== view))
      announce(`Restored the view ${spellOutInvisible(view.name)}`)
    })

  return (
    <>
      {(problem ?? error?.message) && <Alert type="error">{problem ?? error?.message}</Alert>}
      {answer?.problem && (
        <Alert type="warning">
          <SafeText text={answer.problem} />
        </Alert>
      )}
      {deleted.map((view) => (
        <div key={view.name} className="views-deleted">
          <span>
            Deleted “<SafeText text={view.name} />”
          </span>
          <Button
            variant="inline-link"
            ariaLabel={`Undo deleting ${spellOutInvisible(view.name)}`}
            onClick={() => void restore(view)}
          >
            Undo
          </Button>
        </div>
      ))}
      {answer && views.length === 0 && search === '' && deleted.length === 0 && (
        <Box color="text-body-secondary" padding={{ vertical: 's', horizontal: 'xs' }}>
          No saved views. Select <em>Save view</em> to save the current filter and columns.
        </Box>
      )}
      <ul className="view-rows">
        {views.map((view) => {
          const saved = readSavedQuery(view.query, view.name)
          const name = spellOutInvisible(view.name)
          return (
            <ViewRow
              key={view.name}
              name={view.name}
              sentence={view.description || filterLine(saved.filter)}
              {...(view.changed && { changed: view.changed })}
              {...(view.description === '' && { line: 'sentence' })}
              filter={saved.filter}
              counting={counting}
              href={addressOf(saved)}
              onOpen={() => (closeViewsDialog(), go(saved))}
              actions={
                <>
                  <Button
                    variant="inline-icon"
                    iconName="edit"
                    ariaLabel={`Rename ${name}`}
                    onClick={() => openViewsDialog({ kind: 'edit', view })}
                  />
                  <Button
                    variant="inline-icon"
                    iconName="remove"
                    ariaLabel={`Delete ${name}`}
                    onClick={() => void remove(view)}
                  />
                </>
              }
            />
          )
        })}
      </ul>
    </>
  )
}
