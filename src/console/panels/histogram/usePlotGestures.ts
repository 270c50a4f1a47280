import { useRef, useState, type PointerEvent } from 'react'
import { bucketAt, rangeBetween, type BucketRange } from './histogramGeometry.ts'
import { MARGIN, PLOT_HEIGHT, type Plot } from './plot.ts'

export interface PlotGestures {
  /** The bars can be dragged along the axis. */
  readonly canPan: boolean
  readonly onHover: (bucket: number | null) => void
  readonly onBrush: (range: BucketRange | null) => void
  readonly onZoom: (range: BucketRange) => void
  /** The bars were dragged by this many buckets, towards later times when positive. */
  readonly onPan: (bars: number) => void
}

/** A press that moves less than this is a click. */
const DRAG = 4

/**
 * Pointer gestures: dragging over the bars selects a range, clicking selects one bar, dragging the
 * axis below (or with Shift) moves the bars. Returns how far they are moved at present, and the
 * listeners for the drawing.
 */
export function usePlotGestures(plot: Plot, gestures: PlotGestures) {
  const [pulled, setPulled] = useState(0)
  const pressed = useRef<{ x: number; bucket: number; pans: boolean; dragged: boolean } | null>(null)

  const placeOf = (domEvent: PointerEvent<SVGSVGElement>) => {
    const box = domEvent.currentTarget.getBoundingClientRect()
    return { x: domEvent.clientX - box.left, y: domEvent.clientY - box.top }
  }
  const bucketOf = (domEvent: PointerEvent<SVGSVGElement>) =>
    bucketAt(placeOf(domEvent).x - plot.left, plot.right - plot.left, plot.bars)
  const cancel = () => {
    pressed.current = null
    setPulled(0)
    gestures.onBrush(null)
  }

  const onPointerDown = (domEvent: PointerEvent<SVGSVGElement>) => {
    if (domEvent.button !== 0) return
    domEvent.currentTarget.setPointerCapture(domEvent.pointerId)
    const onAxis = placeOf(domEvent).y > MARGIN.top + PLOT_HEIGHT
    pressed.current = {
      x: domEvent.clientX,
      bucket: bucketOf(domEvent),
      pans: gestures.canPan && (onAxis || domEvent.shiftKey),
      dragged: false,
    }
  }
  const onPointerMove = (domEvent: PointerEvent<SVGSVGElement>) => {
    const bucket = bucketOf(domEvent)
    const from = pressed.current
    if (!from?.pans) gestures.onHover(bucket)
    if (!from) return
    from.dragged ||= Math.abs(domEvent.clientX - from.x) >= DRAG
    if (!from.dragged) return
    if (from.pans) setPulled(domEvent.clientX - from.x)
    else gestures.onBrush(rangeBetween(from.bucket, bucket))
  }
  const onPointerUp = (domEvent: PointerEvent<SVGSVGElement>) => {
    const from = pressed.current
    pressed.current = null
    setPulled(0)
    if (!from) return
    if (from.pans) {
      const bars = Math.round((from.x - domEvent.clientX) / plot.barWidth)
      if (bars !== 0) gestures.onPan(bars)
      return
    }
    if (from.dragged) return gestures.onZoom(rangeBetween(from.bucket, bucketOf(domEvent)))
    // A second click, meant for the first bar, would zoom into another.
    if (plot.bars === 1 || domEvent.detail > 1) return
    gestures.onZoom({ first: from.bucket, last: from.bucket })
  }
  return {
    pulled,
    listeners: {
      onPointerDown,
      onPointerMove,
      onPointerUp,
      onPointerCancel: cancel,
      onPointerLeave: () => !pressed.current && gestures.onHover(null),
    },
  }
}
