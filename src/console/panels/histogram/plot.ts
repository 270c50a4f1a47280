/** The position of the bars in the drawing, in pixels. */
export interface Plot {
  /** The width of the whole drawing. */
  readonly width: number
  /**
   * Space to the left of the first bar and to the right of the last one, into which the edges can
   * be dragged.
   */
  readonly left: number
  readonly right: number
  readonly barWidth: number
  readonly bars: number
}

export const HISTOGRAM_HEIGHT = 60

/** Above the bars are the legend and the buttons, below them the marker of visible rows and the axis. */
export const MARGIN = { top: 16, right: 20, bottom: 16, left: 40 }
export const PLOT_HEIGHT = HISTOGRAM_HEIGHT - MARGIN.top - MARGIN.bottom

/** @param roomy there is time before and after the bars to which the edges can be moved */
export function plotOf(width: number, bars: number, roomy: boolean): Plot {
  const room = roomy ? Math.max(24, Math.round(width * 0.05)) : 0
  const left = MARGIN.left + room
  const right = width - MARGIN.right - room
  return { width, left, right, bars, barWidth: Math.max(1, right - left) / bars }
}

/** Wider bars would look like an area when there are few. */
const WIDEST_BAR = 24

/** Where a bar is drawn within the space that a bucket has. */
export function barOf({ barWidth }: Plot): { readonly inset: number; readonly width: number } {
  const width = Math.max(0.5, Math.min(WIDEST_BAR, barWidth - (barWidth > 4 ? 1 : 0)))
  return { inset: barWidth > WIDEST_BAR ? (barWidth - width) / 2 : 0, width }
}

export const xOf = ({ left, barWidth }: Plot, bucket: number): number => left + bucket * barWidth
