import type { ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'

/**
 * Lends a task the drawing of a chart that is not on the page, as wide as given, in the styles of the
 * page.
 */
export async function drawOffPage(
  chart: ReactNode,
  width: number,
  task: (drawing: SVGSVGElement) => Promise<void>,
): Promise<void> {
  const host = document.createElement('div')
  host.inert = true
  host.style.cssText = `position: fixed; inset-inline-start: -20000px; inline-size: ${width}px`
  document.body.append(host)
  const root = createRoot(host)
  try {
    flushSync(() => root.render(chart))
    const drawing = host.querySelector('svg')
    if (drawing) await task(drawing)
  } finally {
    root.unmount()
    host.remove()
  }
}
