/** The parts of a bar, in pixels from its foot. */
export interface BarHeights {
  /** The whole bar. */
  readonly height: number
  /** Its failed part, at the foot. */
  readonly failed: number
}

/** An event is never invisible. */
const LOWEST_BAR = 2
const LOWEST_FAILED = 1

/**
 * The height of a bar for `count` events of which `errorCount` failed, drawn to scale:
 * `topCount` events are `topHeight` pixels high. The failed part is its true share of the bar; only
 * where that is less than a pixel is it drawn one pixel high.
 */
export function barHeights(
  { count, errorCount }: { readonly count: number; readonly errorCount: number },
  topCount: number,
  topHeight: number,
): BarHeights {
  if (count <= 0) return { height: 0, failed: 0 }
  const height = Math.max(LOWEST_BAR, (count / topCount) * topHeight)
  const share = Math.min(1, errorCount / count) * height
  return { height, failed: errorCount > 0 ? Math.max(LOWEST_FAILED, share) : 0 }
}
