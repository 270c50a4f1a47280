import { useMemo } from 'react'
import { MAX_COLUMNS } from '../../../api/lookupEvents.ts'
import { joinPath, splitPath } from '../../../cloudtrail/fieldPath.ts'
import { isPath } from '../../../cloudtrail/fields.ts'
import { DEFAULT_COLUMNS } from '../preferences/preferences.ts'
import { currentPreferences, prefer, usePreferences } from '../preferences/usePreferences.ts'
import { preferredColumns, type ShownColumns } from './shownColumns.ts'
import { currentView, go, useView } from './useView.ts'

/**
 * The columns of the list. An address that names them shows those, and leaves what the reader prefers as it is. One that does not
 * shows what the reader prefers, and then names it (see `useView.ts`), but for the default columns: who never changed any has a
 * plain `/`, and everybody else's address shows another person the same columns. "Copy link" names them always.
 */
export function useShownColumns(): ShownColumns {
  const linked = useView((view) => view.columns)
  const names = usePreferences((preferences) => preferences.columns)
  const widths = usePreferences((preferences) => preferences.columnWidths)
  const wrapLines = usePreferences((preferences) => preferences.wrapLines)
  return useMemo(() => linked ?? { names, widths, wrapLines }, [linked, names, widths, wrapLines])
}

/** The same outside of rendering. */
export const currentColumns = (): ShownColumns =>
  currentView().columns ?? preferredColumns(currentPreferences())

/** What somebody changes of the columns is from now on what they prefer, all that is shown included; the address follows. */
export function showColumns(patch: Partial<ShownColumns>): void {
  const { names, widths, wrapLines } = { ...currentColumns(), ...patch }
  const hidden = Object.entries(currentPreferences().columnWidths).filter(([name]) => !names.includes(name))
  prefer({ columns: names, columnWidths: { ...Object.fromEntries(hidden), ...widths }, wrapLines })
  go({ columns: null }, 'replace')
}

/** Shows the columns as they were before anybody changed them. */
export const resetColumns = (): void => showColumns({ names: DEFAULT_COLUMNS, widths: {}, wrapLines: false })

/** Shows a field or path as the last column, unless it is one already. Answers what came of it, in words. */
export function addColumn(name: string): string {
  const { names } = currentColumns()
  const column = joinPath(splitPath(name))
  if (names.includes(column)) return 'The column is there already'
  if (names.filter(isPath).length >= MAX_COLUMNS && isPath(column))
    return `The list has ${MAX_COLUMNS} paths for columns: hide one first`
  showColumns({ names: [...names, column] })
  return 'Added the column'
}
