import Button from '@cloudscape-design/components/button'
import { useId, useRef, useState } from 'react'
import type { TimeRange } from '../../../filter/filter.ts'
import { readTime } from '../../../filter/timeRange.ts'
import { readTypedTimeRange } from '../../../filter/typed-time/readTypedTimeRange.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { FirstFocus } from '../../ui/FirstFocus.tsx'
import { QuietButton } from '../../ui/QuietButton.tsx'
import { showTime, type Zone } from '../../ui/time.ts'
import { TypedRangeMeaning } from './TypedRangeMeaning.tsx'
import { describeTimeRange, RELATIVE_RANGES, typedForm } from './timeRangeWords.ts'
import './TimeRangePanel.css'

export interface TimeRangePanelProps {
  readonly timeRange: TimeRange
  readonly zone: Zone
  readonly onTimeRange: (timeRange: TimeRange) => void
}

const CALENDAR_WORDS = ['Today', 'Yesterday', 'This week', 'Previous week', 'This month', 'Previous month']

/**
 * Presets, a line for typing a range, and its two ends as fields with a calendar. The fields write
 * into the line, so that there is one range to apply.
 */
export function TimeRangePanel({ timeRange, zone, onTimeRange }: TimeRangePanelProps) {
  const [nowMs] = useState(() => Date.now())
  const [text, setText] = useState(() => typedForm(timeRange, zone))
  const status = useStatus().data
  const id = useId()
  const line = useRef<HTMLInputElement>(null)
  const typed = text.trim() === '' ? null : readTypedTimeRange(text, nowMs, zone)
  const shown = typed?.kind === 'range' ? typed.timeRange : timeRange
  const ends = [
    endOf(shown, 'start', zone) ?? fieldOf(status?.firstEventTime ?? null, zone),
    endOf(shown, 'end', zone) ?? fieldOf(status?.lastEventTime ?? null, zone),
  ] as const
  const apply = () => typed?.kind === 'range' && onTimeRange(typed.timeRange)
  const write = (start: string, end: string) => {
    if (start !== '' && end !== '') setText(`${typedTime(start)} – ${typedTime(end)}`)
  }
  const preset = (range: TimeRange, label: string) => (
    <li key={label}>
      <QuietButton
        className="time-range-preset"
        aria-pressed={typedForm(range, zone) === typedForm(timeRange, zone)}
        onClick={() => onTimeRange(range)}
      >
        {label}
      </QuietButton>
    </li>
  )
  return (
    <>
      <FirstFocus on={line} />
      <form
        className="time-range-typed"
        onSubmit={(domEvent) => {
          domEvent.preventDefault()
          apply()
        }}
      >
        <label htmlFor={`${id}-text`}>Type a time range</label>
        <div className="time-range-line">
          <input
            ref={line}
            id={`${id}-text`}
            type="text"
            value={text}
            autoComplete="off"
            spellCheck={false}
            aria-invalid={text.trim() !== '' && typed?.kind !== 'range'}
            aria-describedby={`${id}-meaning`}
            onFocus={(domEvent) => domEvent.currentTarget.select()}
            onChange={(domEvent) => setText(domEvent.currentTarget.value)}
          />
          <Button formAction="submit" variant="primary" disabled={typed?.kind !== 'range'}>
            Apply
          </Button>
        </div>
        <TypedRangeMeaning
          id={`${id}-meaning`}
          isEmpty={text.trim() === ''}
          typed={typed}
          zone={zone}
          onTimeRange={onTimeRange}
        />
        <div className="time-range-ends">
          <label>
            From
            <input
              type="datetime-local"
              step="1"
              value={ends[0]}
              onChange={(domEvent) => write(domEvent.currentTarget.value, ends[1])}
            />
          </label>
          <label>
            To
            <input
              type="datetime-local"
              step="1"
              value={ends[1]}
              onChange={(domEvent) => write(ends[0], domEvent.currentTarget.value)}
            />
          </label>
        </div>
      </form>
      <div className="time-range-presets" role="group" aria-label="Presets">
        <ul>
          {preset({ kind: 'all' }, 'All time')}
          {RELATIVE_RANGES.map((range) => preset(range, describeTimeRange(range, zone)))}
        </ul>
        <ul>
          {CALENDAR_WORDS.map((words) => {
            const range = readTypedTimeRange(words, nowMs, zone)
            return range?.kind === 'range' && preset(range.timeRange, words)
          })}
        </ul>
      </div>
      <p className="time-range-zone">{zoneWords(zone, nowMs)}</p>
    </>
  )
}

function endOf(range: TimeRange, side: 'start' | 'end', zone: Zone): string | null {
  const time = range.kind === 'absolute' ? range[`${side}Time`] : undefined
  const ms = time === undefined ? null : readTime(time, side)
  return ms === null ? null : fieldOf(new Date(ms).toISOString(), zone)
}

/** In the form of a date and time field: `2026-11-03T14:00:00`, empty for none. */
const fieldOf = (iso: string | null, zone: Zone): string =>
  (iso === null ? '' : (showTime(iso, zone)?.time ?? '')).slice(0, 19).replace(' ', 'T')

/** The field leaves out seconds of 0; a typed time without seconds would be a whole minute. */
const typedTime = (field: string): string => `${field.replace('T', ' ')}:00`.slice(0, 19)

/** `Times in UTC`, `Times in Europe/Berlin (UTC+01:00)` */
function zoneWords(zone: Zone, nowMs: number): string {
  if (zone === 'utc') return 'Times in UTC'
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  return `Times in ${timeZone} (now ${showTime(new Date(nowMs).toISOString(), zone)?.zone})`
}
