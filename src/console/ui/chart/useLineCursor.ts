import { useState, type KeyboardEvent } from 'react'
import { rangeOf } from './chartScale.ts'
import type { ChartLine, LineChartProps } from './lineChartProps.ts'

/** What is being read: a time, the line that was chosen, and where a selection began. */
interface Reading {
  readonly at: number
  readonly line: number | null
  readonly from: number | null
}

export interface LineCursor {
  /** The index of the time that is being read; null while nothing is. */
  readonly at: number | null
  readonly line: number | null
  /** The selected times by index, both inclusive; the time that is being read, otherwise. */
  readonly range: readonly [first: number, last: number] | null
  readonly read: (at: number, line: number | null) => void
  readonly extend: (at: number) => void
  readonly pick: () => void
  readonly leave: () => void
  /** The time that the keyboard is at, whether it is being read or not. */
  readonly keyedAt: number
  readonly onKeyDown: (domEvent: KeyboardEvent) => void
}

/** The reading of a chart by pointer and by keyboard, and the selection of a time range on it. */
export function useLineCursor(
  times: readonly number[],
  lines: readonly ChartLine[],
  stepMs: number,
  onPick: LineChartProps['onPick'],
): LineCursor {
  const [reading, setReading] = useState<Reading | null>(null)
  const [keyed, setKeyed] = useState<Omit<Reading, 'from'>>({ at: 0, line: null })
  // Other values have other times: what was read of the old ones means nothing.
  const [drawn, setDrawn] = useState(times)
  if (drawn !== times) {
    setDrawn(times)
    setReading(null)
  }
  const last = times.length - 1
  const keyedAt = Math.max(0, Math.min(keyed.at, last))
  const from = reading?.from ?? null

  const read = (at: number, line: number | null) => setReading({ at, line, from: null })
  const extend = (at: number) => setReading((now) => ({ at, line: null, from: now?.from ?? now?.at ?? at }))
  const leave = () => setReading(null)
  const pick = () => {
    if (reading === null || !onPick) return
    const chosen = reading.line === null ? null : (lines[reading.line] ?? null)
    leave()
    onPick(...rangeOf(times, stepMs, from ?? reading.at, reading.at), chosen)
  }

  const onKeyDown = (domEvent: KeyboardEvent) => {
    const by = movedBy(domEvent.key, times.length)
    const toLine = { ArrowUp: -1, ArrowDown: 1 }[domEvent.key]
    if (by !== null) {
      const at = Math.max(0, Math.min(last, keyedAt + by))
      const extended = domEvent.shiftKey && onPick !== undefined
      setKeyed({ at, line: keyed.line })
      setReading({ at, line: extended ? null : keyed.line, from: extended ? (from ?? keyedAt) : null })
    } else if (toLine !== undefined) {
      const line = lineBeside(keyed.line, toLine, lines.length)
      setKeyed({ at: keyedAt, line })
      read(keyedAt, line)
    } else if (domEvent.key === 'Enter' && onPick) {
      if (reading === null)
        onPick(...rangeOf(times, stepMs, keyedAt, keyedAt), lines[keyed.line ?? -1] ?? null)
      else pick()
    } else if (domEvent.key === 'Escape' && from !== null) read(keyedAt, keyed.line)
    else return
    domEvent.preventDefault()
    domEvent.stopPropagation()
  }

  return {
    at: reading?.at ?? null,
    line: reading?.line ?? null,
    range: reading && [Math.min(from ?? reading.at, reading.at), Math.max(from ?? reading.at, reading.at)],
    read,
    extend,
    pick,
    leave,
    keyedAt,
    onKeyDown,
  }
}

/** How far a key moves along `count` times; null when it does not move. */
function movedBy(key: string, count: number): number | null {
  const page = Math.max(1, Math.round(count / 10))
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    PageDown: -page,
    PageUp: page,
    Home: -Infinity,
    End: Infinity,
  }
  return steps[key] ?? null
}

/** The next line up or down; before the first and after the last are all lines together. */
function lineBeside(line: number | null, by: number, count: number): number | null {
  const next = (line ?? (by > 0 ? -1 : count)) + by
  return next < 0 || next >= count ? null : next
}
