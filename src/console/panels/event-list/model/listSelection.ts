import type { CloudTrailEvent } from '../../../../cloudtrail/event.ts'
import type { ResolvedQuery } from '../../../models/queries/resolvedQuery.ts'
import { announce } from '../../../ui/announce.ts'
import { formatCount } from '../../../ui/numbers.ts'

/** Every selected event is read when it is copied. */
export const MOST_SELECTED = 500

/** The selected events, by `CloudTrailEvent.id`, in the order of selection. */
export interface SelectedEvents {
  readonly get: () => readonly string[]
  readonly set: (ids: readonly string[]) => void
}

/** The rows that can be selected, by their index in the list. */
export interface SelectableRows {
  readonly selected: SelectedEvents
  readonly query: ResolvedQuery
  /** Undefined while it is not loaded. */
  readonly eventAt: (row: number) => CloudTrailEvent | undefined
  readonly load: (rows: readonly number[]) => Promise<void>
}

export interface ListSelection {
  /** Selects a row, or deselects it. */
  readonly toggle: (rows: SelectableRows, row: number) => void
  /**
   * Selects the rows from `from` to `to`, both inclusive, in addition to what was selected before.
   * When `from` is where the last range ended, that range is changed instead.
   */
  readonly extend: (rows: SelectableRows, from: number, to: number) => void
  /** Selects these rows in addition. */
  readonly add: (rows: SelectableRows, added: readonly number[]) => void
}

interface Range {
  readonly query: ResolvedQuery
  readonly start: number
  readonly end: number
  /** What was selected before the range. */
  readonly before: readonly string[]
}

export function createListSelection(): ListSelection {
  let range: Range | null = null
  let calls = 0

  const add = async (rows: SelectableRows, before: readonly string[], added: readonly number[]) => {
    const call = ++calls
    const fitting = added.slice(0, Math.max(0, MOST_SELECTED - before.length))
    if (fitting.length < added.length) announce(`Select at most ${formatCount(MOST_SELECTED)} events`)
    if (fitting.some((row) => rows.eventAt(row) === undefined)) {
      try {
        await rows.load(fitting)
      } catch (error) {
        announce(`Not selected: ${(error as Error).message}`)
        return
      }
      // Something else was selected meanwhile.
      if (call !== calls) return
    }
    const ids = fitting.flatMap((row) => rows.eventAt(row)?.id ?? [])
    rows.selected.set([...new Set([...before, ...ids])])
  }

  return {
    add: (rows, added) => void add(rows, rows.selected.get(), added),
    toggle: (rows, row) => {
      const id = rows.eventAt(row)?.id
      if (id === undefined) return
      const before = rows.selected.get()
      if (!before.includes(id)) void add(rows, before, [row])
      else rows.selected.set(before.filter((each) => each !== id))
    },
    extend: (rows, from, to) => {
      const continues = range !== null && range.query === rows.query && range.end === from
      const { start, before } =
        continues && range ? range : { start: from < 0 ? to : from, before: rows.selected.get() }
      range = { query: rows.query, start, end: to, before }
      void add(rows, before, rowsBetween(start, to))
    },
  }
}

/** In the order from `start` to `end`, both inclusive. */
const rowsBetween = (start: number, end: number): readonly number[] =>
  Array.from({ length: Math.abs(end - start) + 1 }, (_, at) => start + Math.sign(end - start) * at)
