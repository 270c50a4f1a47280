import Button from '@cloudscape-design/components/button'
import { useState } from 'react'
import { PRESETS } from '../../../filter/presets/presets.ts'
import { presetView } from '../../models/address/presetView.ts'
import { isModified, readSavedQuery, savedQuery } from '../../models/address/savedQuery.ts'
import { useShownColumns } from '../../models/address/useShownColumns.ts'
import { go, useView } from '../../models/address/useView.ts'
import type { View } from '../../models/address/view.ts'
import { changeView, useViews } from '../../models/queries/useViews.ts'
import { announce } from '../../ui/announce.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import './PresentView.css'

/**
 * The name of the present view when it has one: that of a saved view, modified or not, or of a
 * preset.
 */
export function PresentView() {
  const view = useView()
  const columns = useShownColumns()
  const { data } = useViews(view.savedView !== null)
  const [failure, setFailure] = useState('')
  const saved = data?.views.find(({ name }) => name === view.savedView)
  const preset = view.savedView === null ? presetOf(view) : undefined
  if (!saved)
    return preset ? (
      <span className="present-view" title={preset.sentence}>
        {preset.name}
      </span>
    ) : null

  const modified = isModified(view, columns, saved.query)
  const name = spellOutInvisible(saved.name)
  const save = async () => {
    try {
      await changeView(saved.name, { query: savedQuery({ ...view, columns }) })
      setFailure('')
      announce(`Saved the view ${name}`)
    } catch (error) {
      setFailure((error as Error).message)
    }
  }
  return (
    <span className="present-view" role="group" aria-label={`View ${name}${modified ? ', modified' : ''}`}>
      <span className="present-view__name" title={spellOutInvisible(saved.description || saved.name)}>
        <SafeText text={saved.name} />
      </span>
      {modified && (
        <>
          <span className="present-view__modified">modified</span>
          <Button variant="inline-link" ariaLabel={`Save the changes to ${name}`} onClick={() => void save()}>
            Save
          </Button>
          <Button
            variant="inline-link"
            ariaLabel={`Revert the changes to ${name}`}
            onClick={() => go(readSavedQuery(saved.query, saved.name))}
          >
            Revert
          </Button>
        </>
      )}
      <Button
        variant="inline-icon"
        iconName="close"
        ariaLabel={`Close the view ${name}`}
        onClick={() => go({ savedView: null })}
      />
      {failure && (
        <span role="alert" className="present-view__failure" title={failure}>
          {failure}
        </span>
      )}
    </span>
  )
}

/** The preset with the query of this view, in any time range. */
function presetOf(view: View) {
  const query = savedQuery(view)
  return PRESETS.find(
    (preset) =>
      !preset.asks && savedQuery({ ...view, ...presetView(preset, view.filter.timeRange) }) === query,
  )
}
