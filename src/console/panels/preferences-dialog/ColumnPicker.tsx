import Autosuggest from '@cloudscape-design/components/autosuggest'
import FormField from '@cloudscape-design/components/form-field'
import List from '@cloudscape-design/components/list'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Toggle from '@cloudscape-design/components/toggle'
import { useState } from 'react'
import { joinPath, splitPath } from '../../../cloudtrail/fieldPath.ts'
import { FIELDS, isIntegrityField } from '../../../cloudtrail/fields.ts'
import { isPathColumn, RESOURCE_COLUMN } from '../../../api/listAddress.ts'
import { columnLabel, hasMostPaths, MOST_PATHS } from '../../models/address/columns.ts'
import { usePaths } from '../../models/queries/usePaths.ts'
import { useKnowsIntegrity } from '../../models/queries/useValidation.ts'
import './ColumnPicker.css'

export interface ColumnPickerProps {
  /** The visible columns, in order. */
  readonly columns: readonly string[]
  readonly onColumns: (columns: readonly string[]) => void
}

/** Every column with a name of its own. */
const CHOICES = FIELDS.flatMap(({ name }) => (name === 'resourceType' ? [RESOURCE_COLUMN, name] : [name]))

/**
 * Chooses which columns are visible and in which order; any path into the record can be a column.
 */
export function ColumnPicker({ columns, onColumns }: ColumnPickerProps) {
  // Visible columns come first. A column that is switched off keeps its place while the dialog is
  // open.
  const [names, setNames] = useState(() => [...new Set([...columns, ...CHOICES])])
  const [typed, setTyped] = useState('')
  const paths = usePaths(typed, 30)
  const full = hasMostPaths(columns)
  const knowsIntegrity = useKnowsIntegrity()
  const listed = [...new Set([...columns.filter((name) => !names.includes(name)), ...names])].filter(
    (name) => knowsIntegrity || !isIntegrityField(name) || columns.includes(name),
  )

  const add = (path: string) => {
    const parts = splitPath(path.trim())
    const name = joinPath(parts)
    if (hasMostPaths(columns) && isPathColumn(name)) return
    setTyped('')
    if (parts.includes('') || columns.includes(name)) return
    setNames([...columns, name, ...names.filter((each) => !columns.includes(each) && each !== name)])
    onColumns([...columns, name])
  }

  return (
    <SpaceBetween size="s">
      <FormField
        label="Add a column by JSON path"
        description="For example, requestParameters.bucketName"
        constraintText={full ? `${MOST_PATHS}. Hide one to add another.` : undefined}
      >
        <Autosuggest
          value={typed}
          onChange={({ detail }) => setTyped(detail.value)}
          onSelect={({ detail }) => add(detail.value)}
          onKeyDown={({ detail }) => detail.key === 'Enter' && typed && add(typed)}
          options={(paths.data?.paths ?? []).map((value) => ({ value }))}
          filteringType="manual"
          statusType={paths.isFetching ? 'loading' : 'finished'}
          enteredTextLabel={(value) => `Add: ${value}`}
          placeholder="JSON path"
          ariaLabel="JSON path"
          empty="No record has this path"
          disabled={full}
        />
      </FormField>
      <FormField label="Columns" description="Drag to reorder.">
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
              content: columnLabel(name),
              ...(columnLabel(name) === name ? { secondaryContent: 'JSON path' } : {}),
              announcementLabel: columnLabel(name),
              actions: (
                <Toggle
                  checked={columns.includes(name)}
                  disabled={columns.includes(name) ? columns.length === 1 : full && isPathColumn(name)}
                  ariaLabel={`Show ${columnLabel(name)}`}
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
