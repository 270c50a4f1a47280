import type { Zone } from '../../../ui/time.ts'

/**
 * The minimum width of a column in pixels, and its share of the remaining width. A column without a
 * share never grows.
 */
interface ColumnWidth {
  readonly least: number
  readonly share: number
}

const WIDTHS: Readonly<Record<string, ColumnWidth>> = {
  eventName: { least: 190, share: 262 },
  userName: { least: 136, share: 230 },
  eventSource: { least: 150, share: 206 },
  resourceType: { least: 136, share: 218 },
  resourceName: { least: 140, share: 256 },
  awsRegion: { least: 120, share: 0 },
  sourceIPAddress: { least: 148, share: 150 },
  userAgent: { least: 180, share: 260 },
  errorCode: { least: 150, share: 190 },
  readOnly: { least: 100, share: 0 },
  accessKeyId: { least: 196, share: 0 },
  accountId: { least: 130, share: 0 },
  invokedBy: { least: 150, share: 180 },
  eventType: { least: 150, share: 0 },
  eventCategory: { least: 136, share: 0 },
  eventID: { least: 306, share: 0 },
  starred: { least: 90, share: 0 },
  tag: { least: 130, share: 150 },
  comment: { least: 160, share: 260 },
}

const ANY_PATH: ColumnWidth = { least: 150, share: 200 }

/** Times are never cut off: `UTC`, or `UTC+01:00`. */
const TIME: Readonly<Record<Zone, ColumnWidth>> = {
  utc: { least: 196, share: 0 },
  local: { least: 232, share: 0 },
}

export const MIN_COLUMN_WIDTH = 64

const widthOf = (column: string, zone: Zone): ColumnWidth =>
  column === 'eventTime' ? TIME[zone] : (WIDTHS[column] ?? ANY_PATH)

export const defaultWidth = (column: string): number => widthOf(column, 'utc').least

/**
 * The columns of the list as CSS grid tracks: resized columns have their own width, the others
 * share the rest. `width` is the width below which the list scrolls sideways.
 */
export function columnTracks(
  columns: readonly string[],
  dragged: Readonly<Record<string, number>>,
  zone: Zone,
): { readonly tracks: string; readonly width: number } {
  const sizes = columns.map((column) => {
    const size = dragged[column]
    return size === undefined ? widthOf(column, zone) : { least: Math.max(size, MIN_COLUMN_WIDTH), share: 0 }
  })
  // The last column takes the rest, or the rows would end before the list does.
  const isRigid = sizes.every(({ share }) => share === 0)
  const tracks = sizes.map(({ least, share }, index) => {
    const fraction = isRigid && index === sizes.length - 1 ? 1 : share
    return fraction > 0 ? `minmax(${least}px, ${fraction}fr)` : `${least}px`
  })
  return { tracks: tracks.join(' '), width: sizes.reduce((sum, { least }) => sum + least, 0) }
}
