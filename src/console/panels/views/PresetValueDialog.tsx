import Autosuggest, { type AutosuggestProps } from '@cloudscape-design/components/autosuggest'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import FormField from '@cloudscape-design/components/form-field'
import Modal from '@cloudscape-design/components/modal'
import { useMemo, useRef, useState } from 'react'
import { presetFilter, withEventNames, type AskedValue, type Preset } from '../../../filter/presets/preset.ts'
import { presetView } from '../../models/address/presetView.ts'
import { currentView, go } from '../../models/address/useView.ts'
import type { FieldValuesResponse } from '../../../api/fieldValues.ts'
import type { Filter } from '../../../filter/filter.ts'
import { currentNow } from '../../models/queries/refreshes.ts'
import { resolveQuery } from '../../models/queries/resolvedQuery.ts'
import { fetchFieldValues, useFieldValues } from '../../models/queries/useFieldValues.ts'
import { FirstFocus } from '../../ui/FirstFocus.tsx'
import { countOf } from '../../ui/numbers.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { closeViewsDialog } from './viewsDialog.ts'
import './PresetValueDialog.css'

const SUGGESTIONS = 50
/** More than the number of different event names that one value occurs with. */
const NAMES = 1000

/** Asks for the value that a preset needs, suggests those that occur, and goes to the view. */
export function PresetValueDialog({ preset, asks }: { readonly preset: Preset; readonly asks: AskedValue }) {
  const [{ timeRange }] = useState(() => currentView().filter)
  const [nowMs] = useState(currentNow)
  const [typed, setTyped] = useState('')
  const [failure, setFailure] = useState('')
  const input = useRef<AutosuggestProps.Ref>(null)
  const values = valuesOf(typed, asks)
  // When several are allowed, the last one is being typed.
  const before = asks.several ? (/^.*[\s,]/.exec(typed)?.[0] ?? '') : ''
  const { eventNames } = asks
  const withoutValue = useMemo(
    () => resolveQuery(presetFilter(preset, timeRange), 'newest', 0, nowMs),
    [preset, timeRange, nowMs],
  )
  const names = useFieldValues(
    withoutValue,
    { field: 'eventName', limit: NAMES },
    { enabled: eventNames !== undefined },
  )
  const query = useMemo(
    () =>
      eventNames && names.data
        ? { ...withoutValue, filter: withEventNames(withoutValue.filter, eventNames, valuesIn(names.data)) }
        : withoutValue,
    [withoutValue, eventNames, names.data],
  )
  const suggested = useFieldValues(
    query,
    { field: asks.suggests, limit: SUGGESTIONS, contains: typed.slice(before.length).trim() },
    { enabled: !eventNames || names.data !== undefined },
  )

  const open = async (given: readonly string[]) => {
    if (given.length === 0) return setFailure('Enter a value or select a suggestion.')
    try {
      const view = presetView(preset, timeRange, given)
      const plain = presetFilter(preset, timeRange, given)
      const filter = eventNames ? withEventNames(plain, eventNames, await namesUnder(plain, nowMs)) : plain
      closeViewsDialog()
      go({ ...view, filter })
    } catch (error) {
      setFailure((error as Error).message)
    }
  }

  return (
    <Modal visible header={preset.name} onDismiss={closeViewsDialog} closeAriaLabel="Cancel">
      <FirstFocus on={input} />
      <div className="preset-value">
        <Box color="text-body-secondary">{preset.sentence}</Box>
        <FormField
          label={asks.label}
          errorText={failure}
          constraintText={asks.several ? 'Separate multiple values with commas.' : undefined}
        >
          <div className="preset-value__input">
            <Autosuggest
              ref={input}
              value={typed}
              onChange={({ detail }) => setTyped(detail.value)}
              onSelect={({ detail }) => !asks.several && void open(valuesOf(detail.value, asks))}
              onKeyDown={({ detail }) => detail.key === 'Enter' && asks.several && void open(values)}
              options={(suggested.data?.values ?? []).map(({ value, count }) => ({
                value: before + value,
                label: before + spellOutInvisible(value),
                labelTag: countOf(count, 'event'),
              }))}
              filteringType="manual"
              statusType={suggested.isFetching ? 'loading' : suggested.isError ? 'error' : 'finished'}
              loadingText="Loading values"
              errorText="Values could not be loaded."
              enteredTextLabel={(value) => `Use “${value}”`}
              empty="No matching values"
              placeholder={asks.example}
              clearAriaLabel="Clear"
            />
            <Button variant="primary" onClick={() => void open(values)}>
              Show events
            </Button>
          </div>
        </FormField>
      </div>
    </Modal>
  )
}

function valuesOf(typed: string, { several = false }: AskedValue): readonly string[] {
  return (several ? typed.split(/[\s,]+/) : [typed.trim()]).filter((value) => value !== '')
}

/** The event names that occur under a filter. */
async function namesUnder(filter: Filter, nowMs: number): Promise<readonly string[]> {
  const query = resolveQuery(filter, 'newest', 0, nowMs)
  return valuesIn(await fetchFieldValues(query, { field: 'eventName', limit: NAMES }))
}

const valuesIn = ({ values }: FieldValuesResponse): readonly string[] => values.map(({ value }) => value)
