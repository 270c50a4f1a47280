import { isPathColumn, RESOURCE_COLUMN } from '../../../../api/listAddress.ts'
import type { ContentWidths } from './contentWidths.ts'

/** How the width of a column relates to that of its contents. In pixels. */
interface Fit {
  /** However short its contents are. */
  readonly least: number
  /** However long they are. */
  readonly most: number
  /** Takes a part of the remaining width, in proportion to its contents. */
  readonly grows?: boolean
  /** Where room is short, its contents are cut off down to this width. It then also grows. */
  readonly shrinksTo?: number
  /** On a phone, if it is one of the first two columns, it leaves room for the other one. */
  readonly yields?: boolean
  /** In a narrow list, its contents are on two lines. */
  readonly stacks?: boolean
}

const FITS: Readonly<Record<string, Fit>> = {
  // Wide enough for a name with an error code on two lines: a later row may have the first error.
  eventName: { least: 224, most: 440, grows: true, shrinksTo: 300, yields: true },
  eventTime: { least: 0, most: 320, stacks: true },
  userName: { least: 112, most: 300, grows: true },
  eventSource: { least: 0, most: 220 },
  [RESOURCE_COLUMN]: { least: 160, most: 520, grows: true, shrinksTo: 170 },
  resourceName: { least: 140, most: 460, grows: true, shrinksTo: 140 },
  resourceType: { least: 0, most: 280, shrinksTo: 140 },
  userAgent: { least: 0, most: 460, grows: true, shrinksTo: 180 },
  comment: { least: 180, most: 300, grows: true, shrinksTo: 160 },
  tag: { least: 140, most: 300 },
}

const PATH: Fit = { least: 0, most: 360, grows: true, shrinksTo: 140 }
const OTHER: Fit = { least: 0, most: 360 }

export const MIN_COLUMN_WIDTH = 64

/** Of a column that yields. */
const LEAST_YIELDING = 140

/**
 * What a phone's width has besides the first two columns: the margins of page and rows, a scrollbar,
 * and the beginning of the third column, so that one sees that there is more.
 */
const AROUND_FIRST_TWO = 22 + 60 + 15 + 16

const fitOf = (column: string): Fit => FITS[column] ?? (isPathColumn(column) ? PATH : OTHER)

/** The width of a column in pixels before it grows or shrinks. */
export const fittedWidth = (column: string, contents: ContentWidths): number =>
  clamped(contents[column]?.full ?? 0, fitOf(column))

const narrowWidth = (column: string, contents: ContentWidths): number =>
  clamped(contents[column]?.narrow ?? 0, fitOf(column))

const clamped = (width: number, { least, most }: Fit): number =>
  Math.min(Math.max(width, least, MIN_COLUMN_WIDTH), most)

/**
 * The columns of the list as CSS grid tracks: resized columns have their own width, the others that
 * of their contents, and what remains is shared. `width` is the sum below which the list scrolls
 * sideways. The variable `--stacked` is 1 where times are on two lines.
 */
export function columnTracks(
  columns: readonly string[],
  resized: Readonly<Record<string, number>>,
  contents: ContentWidths,
): { readonly tracks: string; readonly width: string } {
  const sizes = columns.map((column) => {
    const own = resized[column]
    if (own !== undefined) return { least: pixels(Math.max(own, MIN_COLUMN_WIDTH)), share: 0 }
    const fit = fitOf(column)
    const full = fittedWidth(column, contents)
    const narrow = Math.min(narrowWidth(column, contents), fit.shrinksTo ?? Infinity)
    if (fit.stacks) return { least: `calc(${full}px - var(--stacked, 0) * ${full - narrow}px)`, share: 0 }
    const firstTwo = columns.slice(0, 2)
    const [other] = firstTwo.includes(column) ? firstTwo.filter((name) => name !== column) : []
    const least =
      fit.yields && other !== undefined
        ? `min(${narrow}px, max(${LEAST_YIELDING}px, var(--content-width, 100vw) - ${AROUND_FIRST_TWO + narrowWidth(other, contents)}px))`
        : pixels(narrow)
    return { least, share: fit.grows || narrow < full ? full : 0 }
  })
  // The last column takes the rest, or the rows would end before the list does.
  const isRigid = sizes.every(({ share }) => share === 0)
  const tracks = sizes.map(({ least, share }, index) => {
    const fraction = isRigid && index === sizes.length - 1 ? 1 : share
    return fraction > 0 ? `minmax(${least}, ${fraction}fr)` : least
  })
  return { tracks: tracks.join(' '), width: sizes.map(({ least }) => least).join(' + ') }
}

const pixels = (width: number): string => `${width}px`
