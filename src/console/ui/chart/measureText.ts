import type { MeasureText } from './chartLegend.ts'

let context: CanvasRenderingContext2D | null = null

/** Measures text in the page's font, in pixels. */
export function measureText(font: string): MeasureText {
  context ??= document.createElement('canvas').getContext('2d')
  const canvas = context
  if (!canvas) return (text) => text.length * 7
  const family = getComputedStyle(document.body).fontFamily
  return (text) => {
    canvas.font = `${font} ${family}`
    return canvas.measureText(text).width
  }
}
