import Autosuggest, { type AutosuggestProps } from '@cloudscape-design/components/autosuggest'
import { useEffect, useRef, useState } from 'react'
import { joinPath, splitPath } from '../../../cloudtrail/fieldPath.ts'
import { FIELDS, fieldNamed, isIntegrityField, type Field } from '../../../cloudtrail/fields.ts'
import { foldCase } from '../../../filter/foldCase.ts'
import { usePaths } from '../../models/queries/usePaths.ts'
import { useKnowsIntegrity } from '../../models/queries/useValidation.ts'

export interface AddFacetProps {
  /** Fields that already have a facet. */
  readonly present: readonly string[]
  readonly onAdd: (field: string) => void
  readonly onClose: () => void
  /** Whether the suggestions may extend beyond the scrolling element. */
  readonly expandToViewport: boolean
}

/** An input for any field or path, with those that occur as suggestions. */
export function AddFacet({ present, onAdd, onClose, expandToViewport }: AddFacetProps) {
  const input = useRef<AutosuggestProps.Ref>(null)
  useEffect(() => input.current?.focus(), [])
  const [typed, setTyped] = useState('')
  const paths = usePaths(typed, 50)
  const knowsIntegrity = useKnowsIntegrity()
  const fields = FIELDS.filter(
    ({ name }) => !present.includes(name) && (knowsIntegrity || !isIntegrityField(name)),
  )

  const add = (text: string) => {
    const names = splitPath(text.trim())
    if (names.includes('')) return
    setTyped('')
    onAdd(joinPath(names))
  }

  return (
    <div
      onKeyDownCapture={(domEvent) => {
        if (domEvent.key !== 'Escape') return
        // Before Autosuggest, which keeps it for closing its suggestions.
        domEvent.preventDefault()
        domEvent.stopPropagation()
        onClose()
      }}
    >
      <Autosuggest
        ref={input}
        value={typed}
        onChange={({ detail }) => setTyped(detail.value)}
        onSelect={({ detail }) => add(detail.value)}
        onKeyDown={({ detail }) => detail.key === 'Enter' && typed && add(typed)}
        options={optionsFor(typed, fields, paths.data?.paths ?? [], present)}
        filteringType="manual"
        statusType={paths.isFetching ? 'loading' : 'finished'}
        loadingText="Loading paths"
        enteredTextLabel={(value) => `Add “${value}”`}
        placeholder="Field or JSON path"
        ariaLabel="Field or JSON path"
        clearAriaLabel="Clear"
        empty="No matching fields or paths"
        expandToViewport={expandToViewport}
      />
    </div>
  )
}

function optionsFor(
  typed: string,
  fields: readonly Field[],
  paths: readonly string[],
  present: readonly string[],
): AutosuggestProps.OptionGroup[] {
  const wanted = foldCase(typed.trim())
  const found = fields.filter(
    ({ name, label }) => foldCase(name).includes(wanted) || foldCase(label).includes(wanted),
  )
  const others = paths.filter((path) => !present.includes(path) && fieldNamed(path) === undefined)
  return [
    { label: 'Fields', options: found.map(({ name, label }) => ({ value: name, label })) },
    { label: 'JSON paths', options: others.map((value) => ({ value })) },
  ].filter(({ options }) => options.length > 0)
}
