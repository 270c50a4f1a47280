import { useMemo } from 'react'
import { MAX_COLUMNS } from '../../../api/lookupEvents.ts'
import { joinPath, splitPath } from '../../../cloudtrail/fieldPath.ts'
import { isPath } from '../../../cloudtrail/fields.ts'
import { DEFAULT_COLUMNS } from '../preferences/preferences.ts'
import { currentPreferences, prefer, usePreferences } from '../preferences/usePreferences.ts'
import { withView } from './page.ts'
import { preferredColumns, type ShownColumns } from './shownColumns.ts'
import { currentPage, currentView, go, useView } from './useView.ts'

/**
 * The columns of the list: those that the address named when it was opened, otherwise the preferred
 * ones. A link changes no preference until the user changes the columns.
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

/**
 * Changes the columns. All shown columns then become the preference, including those that came with
 * a link.
 */
export function showColumns(patch: Partial<ShownColumns>): void {
  const { names, widths, wrapLines } = { ...currentColumns(), ...patch }
  const hidden = Object.entries(currentPreferences().columnWidths).filter(([name]) => !names.includes(name))
  prefer({ columns: names, columnWidths: { ...Object.fromEntries(hidden), ...widths }, wrapLines })
  go(withView(currentPage(), { ...currentView(), columns: null }), 'replace')
}

/** Restores the default columns. */
export const resetColumns = (): void => showColumns({ names: DEFAULT_COLUMNS, widths: {}, wrapLines: false })

/**
 * Adds a field or path as the last column, unless it is shown already. Returns the outcome as a
 * sentence to announce.
 */
export function addColumn(name: string): string {
  const { names } = currentColumns()
  const column = joinPath(splitPath(name))
  if (names.includes(column)) return 'The column is there already'
  if (names.filter(isPath).length >= MAX_COLUMNS && isPath(column))
    return `The list has ${MAX_COLUMNS} paths for columns: hide one first`
  showColumns({ names: [...names, column] })
  return 'Added the column'
}
