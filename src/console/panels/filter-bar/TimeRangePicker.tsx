import Icon from '@cloudscape-design/components/icon'
import { useId, useRef, useState } from 'react'
import type { TimeRange } from '../../../filter/filter.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { TimeRangePanel } from './TimeRangePanel.tsx'
import { describeTimeRange } from './timeRangeWords.ts'
import './TimeRangePicker.css'

export interface TimeRangePickerProps {
  readonly timeRange: TimeRange
  readonly onTimeRange: (timeRange: TimeRange) => void
}

/** Space between the panel and the edges of the window, in pixels. */
const MARGIN = 8

/** The time range of the filter, and a panel for changing it. */
export function TimeRangePicker({ timeRange, onTimeRange }: TimeRangePickerProps) {
  const zone = usePreferences((preferences) => preferences.zone)
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const id = useId()
  const words = describeTimeRange(timeRange, zone)
  return (
    <div className="time-range-picker">
      <button
        ref={button}
        className="time-range-button"
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={`Time range: ${words}`}
        title={words}
      >
        <Icon name="calendar" />
        <span className="time-range-words">{words}</span>
        <Icon name="caret-down-filled" />
      </button>
      <div
        ref={panel}
        id={id}
        className="time-range-panel"
        popover="auto"
        role="dialog"
        aria-label="Time range"
        onToggle={(domEvent) => {
          const opens = domEvent.newState === 'open'
          setOpen(opens)
          if (opens && button.current && panel.current) placeBelow(button.current, panel.current)
        }}
      >
        {open && (
          <TimeRangePanel
            timeRange={timeRange}
            zone={zone}
            onTimeRange={(chosen) => {
              panel.current?.hidePopover()
              onTimeRange(chosen)
            }}
          />
        )}
      </div>
    </div>
  )
}

/** Below the button and inside the window, whose height may leave less than the panel needs. */
function placeBelow(button: HTMLElement, panel: HTMLElement): void {
  const box = button.getBoundingClientRect()
  const top = box.bottom + 4
  panel.style.setProperty('inset-block-start', `${top}px`)
  panel.style.setProperty('max-block-size', `${Math.max(200, window.innerHeight - top - MARGIN)}px`)
  const width = Math.min(PANEL_WIDTH, window.innerWidth - 2 * MARGIN)
  const left = Math.max(MARGIN, Math.min(box.right - width, window.innerWidth - width - MARGIN))
  panel.style.setProperty('inset-inline-start', `${left}px`)
  panel.style.setProperty('inline-size', `${width}px`)
}

const PANEL_WIDTH = 520
