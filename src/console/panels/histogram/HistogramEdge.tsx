import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { MARGIN, PLOT_HEIGHT } from './plot.ts'

export interface HistogramEdgeProps {
  readonly end: 'first' | 'last'
  readonly label: string
  readonly x: number
  /** Visible without hovering. */
  readonly shown: boolean
  readonly min: number
  readonly max: number
  readonly bucket: number
  readonly valueText: string
  readonly describedBy: string
  /** Called with the position that it is dragged to. */
  readonly onDrag: (x: number) => void
  readonly onDrop: (moved: boolean) => void
  readonly onKeyDown: (domEvent: KeyboardEvent) => void
  readonly onFocus: () => void
  readonly onBlur: () => void
}

/** Its 24 pixels lie outside of the bars, but for a few. */
const INSIDE = 6
const OUTSIDE = 18

/** One end of the time range: a slider that can be dragged. */
export function HistogramEdge(props: HistogramEdgeProps) {
  const { x, shown, onDrag, onDrop } = props
  const taken = useRef<{ readonly pointerX: number; readonly x: number; moved: boolean } | null>(null)
  const drop = (domEvent: PointerEvent, kept: boolean) => {
    const moved = taken.current?.moved === true
    if (taken.current) domEvent.currentTarget.releasePointerCapture(domEvent.pointerId)
    taken.current = null
    onDrop(kept && moved)
  }
  return (
    <div
      className="histogram__edge"
      data-end={props.end}
      data-shown={shown || undefined}
      style={{
        transform: `translateX(${x - (props.end === 'first' ? OUTSIDE : INSIDE)}px)`,
        top: MARGIN.top,
        height: PLOT_HEIGHT,
      }}
      role="slider"
      tabIndex={0}
      aria-label={props.label}
      aria-orientation="horizontal"
      aria-valuemin={props.min}
      aria-valuemax={props.max}
      aria-valuenow={props.bucket}
      aria-valuetext={props.valueText}
      aria-describedby={props.describedBy}
      onKeyDown={props.onKeyDown}
      onFocus={props.onFocus}
      onBlur={props.onBlur}
      onPointerDown={(domEvent) => {
        if (domEvent.button !== 0) return
        domEvent.currentTarget.setPointerCapture(domEvent.pointerId)
        taken.current = { pointerX: domEvent.clientX, x, moved: false }
      }}
      onPointerMove={(domEvent) => {
        const from = taken.current
        if (!from) return
        from.moved ||= domEvent.clientX !== from.pointerX
        if (from.moved) onDrag(from.x + domEvent.clientX - from.pointerX)
      }}
      onPointerUp={(domEvent) => drop(domEvent, true)}
      onPointerCancel={(domEvent) => drop(domEvent, false)}
    />
  )
}
