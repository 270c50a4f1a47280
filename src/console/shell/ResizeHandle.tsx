import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import type { PanelPlace } from './panelPlace.ts'
import './ResizeHandle.css'

export interface ResizeHandleProps {
  readonly place: Exclude<PanelPlace, { readonly kind: 'cover' }>
  /** The size while it is dragged, in pixels. */
  readonly onDrag: (size: number) => void
  /** The size that was chosen. */
  readonly onResize: (size: number) => void
}

/** Pixels for each press of an arrow key. */
const STEP = 24

/** The edge between content and panel: dragged, or moved with the arrow keys. */
export function ResizeHandle({ place, onDrag, onResize }: ResizeHandleProps) {
  const { kind, size, min, max } = place
  const drag = useRef<{ readonly from: number; readonly size: number } | null>(null)
  const along = (domEvent: PointerEvent) => (kind === 'side' ? domEvent.clientX : domEvent.clientY)
  const within = (wanted: number) => Math.round(Math.max(min, Math.min(wanted, max)))
  const draggedTo = (domEvent: PointerEvent) =>
    drag.current && within(drag.current.size + drag.current.from - along(domEvent))
  const onKeyDown = (domEvent: KeyboardEvent) => {
    const steps =
      kind === 'side' ? { ArrowLeft: STEP, ArrowRight: -STEP } : { ArrowUp: STEP, ArrowDown: -STEP }
    const sizes: Readonly<Record<string, number>> = { Home: min, End: max }
    const { [domEvent.key]: step } = steps as Readonly<Record<string, number>>
    const wanted = step === undefined ? sizes[domEvent.key] : size + step
    if (wanted === undefined) return
    domEvent.preventDefault()
    domEvent.stopPropagation()
    onResize(within(wanted))
  }
  return (
    <div
      className="resize-handle"
      role="separator"
      tabIndex={0}
      aria-label="Resize the event panel"
      title="Drag to resize"
      aria-orientation={kind === 'side' ? 'vertical' : 'horizontal'}
      aria-valuemin={min}
      aria-valuemax={max}
      aria-valuenow={size}
      aria-valuetext={`${size} pixels`}
      onKeyDown={onKeyDown}
      onPointerDown={(domEvent) => {
        if (domEvent.button !== 0) return
        domEvent.preventDefault()
        domEvent.currentTarget.setPointerCapture(domEvent.pointerId)
        drag.current = { from: along(domEvent), size }
      }}
      onPointerMove={(domEvent) => {
        const wanted = draggedTo(domEvent)
        if (wanted !== null) onDrag(wanted)
      }}
      onPointerUp={(domEvent) => {
        const wanted = draggedTo(domEvent)
        drag.current = null
        if (wanted !== null) onResize(wanted)
      }}
      onPointerCancel={() => {
        drag.current = null
        onResize(size)
      }}
    />
  )
}
