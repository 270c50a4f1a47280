import Autosuggest from '@cloudscape-design/components/autosuggest'
import FormField from '@cloudscape-design/components/form-field'
import List from '@cloudscape-design/components/list'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'
import { joinPath, splitPath } from '../../../cloudtrail/fieldPath.ts'
import { FIELDS, fieldNamed, labelOf } from '../../../cloudtrail/fields.ts'
import { usePaths } from '../../models/queries/usePaths.ts'
import './ColumnPicker.css'

export interface ColumnPickerProps {
  /** The visible columns, in order. */
  readonly columns: readonly string[]
  readonly onColumns: (columns: readonly string[]) => void
}

/**
 * Chooses which columns are visible and in which order; any path into the record can be a column.
 */
export function ColumnPicker({ columns, onColumns }: ColumnPickerProps) {
  // Visible columns come first. A column that is switched off keeps its place while the dialog is
  // open.
  const [names, setNames] = useState(() => [...new Set([...columns, ...FIELDS.map((field) => field.name)])])
  const [typed, setTyped] = useState('')
  const paths = usePaths(typed, 30)
  const listed = [...new Set([...columns.filter((name) => !names.includes(name)), ...names])]

  const add = (path: string) => {
    const parts = splitPath(path.trim())
    const name = joinPath(parts)
    setTyped('')
    if (parts.includes('') || columns.includes(name)) return
    setNames([...columns, name, ...names.filter((each) => !columns.includes(each) && each !== name)])
    onColumns([...columns, name])
  }

  return (
    <SpaceBetween size="s">
      <FormField label="Add a JSON path as a column" description="As requestParameters.bucketName">
        <Autosuggest
          value={typed}
          onChange={({ detail }) => setTyped(detail.value)}
          onSelect={({ detail }) => add(detail.value)}
          onKeyDown={({ detail }) => detail.key === 'Enter' && typed && add(typed)}
          options={(paths.data?.paths ?? []).map((value) => ({ value }))}
          filteringType="manual"
          statusType={paths.isFetching ? 'loading' : 'finished'}
          enteredTextLabel={(value) => `Add: ${value}`}
          placeholder="Path into the record"
          ariaLabel="Path into the record"
          empty="No record holds such a path"
        />
      </FormField>
      <FormField label="Columns" description="Drag to change their order.">
        <div className="column-picker-list">
          <List
            items={listed}
            sortable
            ariaLabel="Columns"
            onSortingChange={({ detail }) => {
              setNames([...detail.items])
              onColumns(detail.items.filter((name) => columns.includes(name)))
            }}
            renderItem={(name) => ({
              id: name,
              content: labelOf(name),
              ...(fieldNamed(name) ? {} : { secondaryContent: 'Path into the record' }),
              announcementLabel: labelOf(name),
              actions: (
                <Toggle
                  checked={columns.includes(name)}
                  disabled={columns.length === 1 && columns.includes(name)}
                  ariaLabel={`Show ${labelOf(name)}`}
                  onChange={({ detail }) =>
                    onColumns(
                      listed.filter((each) => (each === name ? detail.checked : columns.includes(each))),
                    )
                  }
                />
              ),
            })}
          />
        </div>
      </FormField>
    </SpaceBetween>
  )
}
