import type { CoverageResponse } from '../../../api/integrity.ts'
import { SHADES, shadeOf } from './coverageCells.ts'

export const ROW_HEIGHT = 26

/** What the cells of a coverage map are drawn with, in pixels. */
export interface CoverageGrid {
  readonly cellWidth: number
  /** Of the part that is drawn. */
  readonly width: number
  /** How far the map is scrolled. */
  readonly scrolled: number
  readonly rows: number
  /** The greatest count of a cell. */
  readonly most: number
}

interface Colours {
  readonly events: string
  readonly gap: string
  readonly quiet: string
  readonly border: string
}

/** Draws the visible cells. Each state has a shape of its own, so that colour is not the only sign. */
export function drawCoverage(
  canvas: HTMLCanvasElement,
  { rows, startTimes }: CoverageResponse,
  grid: CoverageGrid,
): void {
  const { cellWidth, width, scrolled, most } = grid
  const height = grid.rows * ROW_HEIGHT
  // A sharp canvas of many rows would take hundreds of megabytes.
  const ratio = grid.rows > 60 ? 1 : devicePixelRatio
  canvas.width = Math.max(1, Math.round(width * ratio))
  canvas.height = Math.max(1, Math.round(height * ratio))
  const context = canvas.getContext('2d')
  if (!context) return
  context.scale(ratio, ratio)
  const colours = coloursOf(canvas)
  const hatch = hatchOf(context, colours.quiet)
  const first = Math.max(0, Math.floor(scrolled / cellWidth))
  const end = Math.min(startTimes.length, Math.ceil((scrolled + width) / cellWidth))
  for (const [index, row] of rows.slice(0, grid.rows).entries()) {
    for (let column = first; column < end; column++) {
      const box = {
        x: column * cellWidth - scrolled,
        y: index * ROW_HEIGHT + 2,
        width: cellWidth - (cellWidth > 4 ? 1 : 0),
        height: ROW_HEIGHT - 4,
      }
      const events = row.events[column]!
      if (events === 'events') drawEvents(context, box, shadeOf(row.counts[column]!, most), colours)
      else if (events === 'no-events') drawNoEvents(context, box, colours)
      else drawHatched(context, box, hatch)
      const validation = row.validation[column]!
      if (validation === 'gap') drawGap(context, box, colours)
      else if (validation === 'unknown' && events === 'events') drawUnknown(context, box, colours)
    }
  }
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

type Context = CanvasRenderingContext2D

/** A filled box, darker the more events there are. Without matching events, though there are others: only its frame. */
function drawEvents(context: Context, { x, y, width, height }: Box, shade: number, { events }: Colours) {
  context.fillStyle = events
  if (shade === 0) {
    context.fillRect(x, y + height - 2, width, 2)
    return
  }
  context.globalAlpha = 0.25 + (0.75 * shade) / SHADES
  context.fillRect(x, y, width, height)
  context.globalAlpha = 1
}

/** A dash on empty ground. */
function drawNoEvents(context: Context, { x, y, width, height }: Box, { quiet }: Colours) {
  context.fillStyle = quiet
  const length = Math.min(6, width * 0.6)
  context.fillRect(x + (width - length) / 2, y + height / 2 - 1, length, 2)
}

function drawHatched(context: Context, { x, y, width, height }: Box, hatch: CanvasPattern | string) {
  context.fillStyle = hatch
  context.fillRect(x, y, width, height)
}

/** A thick edge on top, and a cross where there is room. */
function drawGap(context: Context, { x, y, width, height }: Box, { gap }: Colours) {
  context.fillStyle = gap
  context.fillRect(x, y, width, 5)
  if (width < 7) return
  const size = Math.min(7, width - 2)
  const [left, top] = [x + (width - size) / 2, y + 5 + (height - 5 - size) / 2]
  context.strokeStyle = gap
  context.lineWidth = 2
  context.beginPath()
  context.moveTo(left, top)
  context.lineTo(left + size, top + size)
  context.moveTo(left + size, top)
  context.lineTo(left, top + size)
  context.stroke()
}

/** Two dots at the foot. */
function drawUnknown(context: Context, { x, y, width, height }: Box, { quiet, border }: Colours) {
  context.fillStyle = border
  context.fillRect(x, y + height - 5, width, 5)
  context.fillStyle = quiet
  const dot = Math.min(2, width / 4)
  context.fillRect(x + width / 4 - dot / 2, y + height - 4, dot, 3)
  context.fillRect(x + (3 * width) / 4 - dot / 2, y + height - 4, dot, 3)
}

function hatchOf(context: Context, colour: string): CanvasPattern | string {
  const tile = document.createElement('canvas')
  tile.width = tile.height = 6
  const pen = tile.getContext('2d')
  if (!pen) return colour
  pen.strokeStyle = colour
  pen.globalAlpha = 0.55
  pen.lineWidth = 1
  pen.beginPath()
  for (const shift of [-6, 0, 6]) {
    pen.moveTo(shift, 6)
    pen.lineTo(shift + 6, 0)
  }
  pen.stroke()
  return context.createPattern(tile, 'repeat') ?? colour
}

function coloursOf(canvas: HTMLCanvasElement): Colours {
  const style = getComputedStyle(canvas)
  const colour = (property: string) => style.getPropertyValue(property).trim()
  return {
    events: resolved(canvas, colour('--chart-events')),
    gap: resolved(canvas, colour('--text-error')),
    quiet: resolved(canvas, colour('--text-secondary')),
    border: resolved(canvas, colour('--background-container')),
  }
}

/** The tokens refer to other properties, which only an element resolves. */
function resolved(canvas: HTMLCanvasElement, colour: string): string {
  canvas.style.color = colour
  const { color } = getComputedStyle(canvas)
  canvas.style.color = ''
  return color
}
