import { useMemo } from 'react'
import { joinPath, splitPath } from '../../../cloudtrail/fieldPath.ts'
import { DEFAULT_COLUMNS } from '../preferences/preferences.ts'
import { currentPreferences, prefer, usePreferences } from '../preferences/usePreferences.ts'
import { isPathColumn, withinMostPaths } from '../../../api/listAddress.ts'
import { hasMostPaths, MOST_PATHS } from './columns.ts'
import { withView } from './page.ts'
import { preferredColumns, type ShownColumns } from './shownColumns.ts'
import { currentPage, currentView, go, useView } from './useView.ts'

/**
 * The columns of the list: those that the address named when it was opened, otherwise the preferred
 * ones. A link changes no preference until the user changes the columns.
 */
export function useShownColumns(): ListColumns {
  const linked = useView((view) => view.columns)
  const names = usePreferences((preferences) => preferences.columns)
  const widths = usePreferences((preferences) => preferences.columnWidths)
  const wrapLines = usePreferences((preferences) => preferences.wrapLines)
  return useMemo(
    () => listColumns(linked ?? { names, widths, wrapLines }),
    [linked, names, widths, wrapLines],
  )
}

/** The columns as the list shows them. */
export interface ListColumns extends ShownColumns {
  /** How many path columns are not shown, because there are more than a request can name. */
  readonly leftOut: number
}

function listColumns(columns: ShownColumns): ListColumns {
  const names = withinMostPaths(columns.names)
  return { ...columns, names, leftOut: columns.names.length - names.length }
}

/** The same, outside of rendering. */
export const currentColumns = (): ListColumns =>
  listColumns(currentView().columns ?? preferredColumns(currentPreferences()))

/**
 * Changes the columns. All visible columns then become the preference, including those that came
 * with a link.
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
  if (names.includes(column)) return 'The list already has this column'
  if (hasMostPaths(names) && isPathColumn(column)) return `${MOST_PATHS}. Hide one first.`
  showColumns({ names: [...names, column] })
  return 'Column added'
}
