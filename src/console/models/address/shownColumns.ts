import { LIST_KEYS } from '../../../api/listAddress.ts'
import { printPaths, readPaths, splitPath } from '../../../cloudtrail/fieldPath.ts'
import { DEFAULT_COLUMNS, isPixels, type Preferences } from '../preferences/preferences.ts'

/** The list's columns, and how they are shown. */
export interface ShownColumns {
  /** Fields and paths into the record, in order. */
  readonly names: readonly string[]
  /** Widths in pixels of resized columns, by name; the others are as wide as their contents. */
  readonly widths: Readonly<Record<string, number>>
  /** Whether cells can have several lines. */
  readonly wrapLines: boolean
}

const { columns: NAMES, widths: WIDTHS, wrap: WRAP } = LIST_KEYS

/**
 * `columns=eventName,userName`, and only when they differ from the default, `widths=320,` (in the
 * order of the columns) and `wrap=true`.
 */
export function printColumns({ names, widths, wrapLines }: ShownColumns): [string, string][] {
  const sized = names.map((name) => widths[name] ?? '')
  return [
    [NAMES, printPaths(names)],
    ...(sized.every((width) => width === '')
      ? []
      : [[WIDTHS, sized.join(',').replace(/,+$/, '')] as [string, string]]),
    ...(wrapLines ? [[WRAP, 'true'] as [string, string]] : []),
  ]
}

/**
 * Reads the columns from an address; null when it names none. Invalid paths and widths are left
 * out.
 */
export function readColumns(params: URLSearchParams): ShownColumns | null {
  if (![NAMES, WIDTHS, WRAP].some((key) => params.has(key))) return null
  const named = readPaths(params.get(NAMES) ?? '').filter((path) => !splitPath(path).includes(''))
  const names = named.length > 0 ? named : DEFAULT_COLUMNS
  const sized = (params.get(WIDTHS) ?? '')
    .split(',')
    .map((width) => (/^\d+$/.test(width) ? Number(width) : 0))
  const widths = names.flatMap((name, index): [string, number][] => {
    const width = sized[index]
    return isPixels(width) ? [[name, width]] : []
  })
  return { names, widths: Object.fromEntries(widths), wrapLines: params.get(WRAP) === 'true' }
}

export const preferredColumns = ({ columns, columnWidths, wrapLines }: Preferences): ShownColumns => ({
  names: columns,
  widths: columnWidths,
  wrapLines,
})

/** Whether these are the default columns. */
export const areDefault = ({ names, widths, wrapLines }: ShownColumns): boolean =>
  !wrapLines &&
  names.length === DEFAULT_COLUMNS.length &&
  names.every((name, index) => name === DEFAULT_COLUMNS[index] && widths[name] === undefined)
