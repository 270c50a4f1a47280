import Autosuggest, { type AutosuggestProps } from '@cloudscape-design/components/autosuggest'
import { useEffect, useRef, useState } from 'react'
import { joinPath, splitPath } from '../../../cloudtrail/fieldPath.ts'
import { FIELDS, fieldNamed, isIntegrityField, type Field } from '../../../cloudtrail/fields.ts'
import { foldCase } from '../../../filter/foldCase.ts'
import { usePaths } from '../queries/usePaths.ts'
import { useKnowsIntegrity } from '../queries/useValidation.ts'

export interface FieldInputProps {
  /** Fields that are not suggested, because they are there already. */
  readonly present: readonly string[]
  /** What happens to the entered text: `Add`. */
  readonly verb: string
  readonly onField: (field: string) => void
  readonly onClose: () => void
  /** Whether the suggestions may extend beyond the scrolling element. */
  readonly expandToViewport: boolean
}

/** An input for any field or path, with those that occur as suggestions. It takes the focus. */
export function FieldInput({ present, verb, onField, onClose, expandToViewport }: FieldInputProps) {
  const input = useRef<AutosuggestProps.Ref>(null)
  useEffect(() => input.current?.focus(), [])
  const [typed, setTyped] = useState('')
  const paths = usePaths(typed, 50)
  const knowsIntegrity = useKnowsIntegrity()
  const fields = FIELDS.filter(
    ({ name }) => !present.includes(name) && (knowsIntegrity || !isIntegrityField(name)),
  )
  const choose = (text: string) => {
    const wanted = foldCase(text.trim())
    const labelled = fields.find(({ label }) => foldCase(label) === wanted)
    const names = splitPath(labelled?.name ?? text.trim())
    if (names.includes('')) return
    setTyped('')
    onField(joinPath(names))
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
        onSelect={({ detail }) => choose(detail.value)}
        onKeyDown={({ detail }) => detail.key === 'Enter' && typed && choose(typed)}
        options={optionsFor(typed, fields, paths.data?.paths ?? [], present)}
        filteringType="manual"
        statusType={paths.isFetching ? 'loading' : 'finished'}
        loadingText="Loading paths"
        enteredTextLabel={(value) => `${verb} “${value}”`}
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
