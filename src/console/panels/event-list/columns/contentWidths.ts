import type { CloudTrailEvent } from '../../../../cloudtrail/event.ts'
import { MARKS_IN_WORDS } from '../../../../cloudtrail/eventMark.ts'
import { INTEGRITY_IN_WORDS } from '../../../../cloudtrail/integrityInWords.ts'
import { eventTitle } from '../../../../cloudtrail/eventTitle.ts'
import { splitServiceName } from '../../../../cloudtrail/serviceName.ts'
import { isPathColumn, RESOURCE_COLUMN } from '../../../../api/listAddress.ts'
import { columnLabel } from '../../../models/address/columns.ts'
import { hasSummerTime, showTime, type Zone } from '../../../ui/time.ts'
import { columnTitle } from './columnTitle.ts'
import { mainResource, shortResourceType, splitArn, valueOf, zoneOfTitle } from './columnText.ts'
import { BOLD, textWidth } from './textWidth.ts'
import { twoLinesWidth } from './errorCodeWidth.ts'

/** Paddings of a cell, and a pixel for rounding. */
const AROUND = 21
const SORT_ICON = 16
/** The gap before an error code or a count, the icon or the frame around it, and its font size. */
const ERROR_ICON = 8 + 14 + 4
const COUNT_FRAME = 8 + 30
const MARK_FRAME = 8 + 12
const SMALL = 12
const GAP = 8

/** The end of a longer title of a path is enough to tell columns apart. */
const LONGEST_PATH_TITLE = 150

/** The width in pixels at which nothing of a column is cut off. */
interface ContentWidth {
  readonly full: number
  /** The same with times and error codes on two lines, and without the types of resources. */
  readonly narrow: number
}

export type ContentWidths = Readonly<Record<string, ContentWidth>>

/**
 * The widths of the titles of the columns and of their cells in these events. It takes some 300 texts for a page of events and the default columns: less than 1 ms.
 */
export function contentWidths(
  events: readonly CloudTrailEvent[],
  columns: readonly string[],
  zone: Zone,
): ContentWidths {
  const titleZone = zoneOfTitle(events, zone)
  return Object.fromEntries(
    columns.map((column) => {
      const title = titleWidth(column, titleZone)
      const cells = events.map((event) => widthOrNone(event, column, zone, titleZone, columns))
      const widest = (part: keyof ContentWidth) =>
        Math.ceil(Math.max(title[part], ...cells.map((cell) => cell[part]))) + AROUND
      return [column, { full: widest('full'), narrow: widest('narrow') }]
    }),
  )
}

function titleWidth(column: string, titleZone: string): ContentWidth {
  const full = textWidth(columnTitle(column, titleZone)) * BOLD
  if (column === 'eventTime')
    return { full: full + SORT_ICON, narrow: textWidth(columnLabel(column), SMALL) * BOLD }
  const isLongPath = isPathColumn(column) && columnLabel(column) === column
  const width = isLongPath ? Math.min(full, LONGEST_PATH_TITLE) : full
  return { full: width, narrow: width }
}

/** A cell that cannot be drawn fails alone: see EventRowBoundary.tsx. */
function widthOrNone(...of: Parameters<typeof cellWidth>): ContentWidth {
  try {
    const width = cellWidth(...of)
    return typeof width === 'number' ? { full: width, narrow: width } : width
  } catch {
    return { full: 0, narrow: 0 }
  }
}

function cellWidth(
  event: CloudTrailEvent,
  column: string,
  zone: Zone,
  titleZone: string,
  columns: readonly string[],
): number | ContentWidth {
  switch (column) {
    case 'eventName':
      return nameWidth(event, columns)
    case 'eventTime':
      return timeWidth(event, zone, titleZone)
    case 'userName':
      return textWidth(event.userName || event.invokedBy || '')
    case 'eventSource':
      return textWidth(splitServiceName(event.eventSource ?? '')[0])
    case RESOURCE_COLUMN:
      return resourceWidth(event)
    case 'resourceType':
    case 'resourceName': {
      const [first, ...others] = event.resources.flatMap((resource) => resource[column] ?? [])
      return textWidth(`${first ?? ''}${others.length > 0 ? ` and ${others.length} more` : ''}`)
    }
    case 'errorCode':
      return event.errorCode === null ? 0 : textWidth(event.errorCode) + ERROR_ICON
    case 'integrity':
      return event.integrity ? textWidth(INTEGRITY_IN_WORDS[event.integrity].label) + ERROR_ICON : 0
    default:
      return textWidth(valueOf(event, column) ?? '')
  }
}

function nameWidth(event: CloudTrailEvent, columns: readonly string[]): ContentWidth {
  const { errorCode, repeats, mark, eventName } = event
  const code = columns.includes('errorCode') ? '' : (errorCode ?? '')
  const rest =
    textWidth(eventTitle(event)) +
    (mark !== null && eventName ? MARK_FRAME + textWidth(MARKS_IN_WORDS[mark].label, SMALL) : 0) +
    (errorCode === null ? 0 : ERROR_ICON) +
    (repeats && repeats.count > 1 ? COUNT_FRAME + textWidth(String(repeats.count), SMALL) : 0)
  return { full: rest + textWidth(code, SMALL), narrow: rest + twoLinesWidth(code) }
}

function timeWidth({ eventTime }: CloudTrailEvent, zone: Zone, titleZone: string): ContentWidth {
  const shown = showTime(eventTime ?? '', zone)
  // Rows further down may be on the other side of a change of summer time.
  const hasZone = shown?.zone !== titleZone || (zone === 'local' && hasSummerTime())
  const ofZone = hasZone ? ' +00:00' : ''
  const written = shown?.time ?? eventTime ?? ''
  const lines = `${written}${ofZone}`.split(/ (.*)/).map((line) => textWidth(line, SMALL))
  return { full: textWidth(written + ofZone), narrow: Math.max(...lines) }
}

function resourceWidth({ resources }: CloudTrailEvent): ContentWidth {
  const { resourceName, resourceType } = mainResource(resources) ?? {}
  const name = resourceName ? textWidth(splitArn(resourceName)[1]) : 0
  const type = resourceType ? textWidth(shortResourceType(resourceType)) : 0
  const others = resources.length > 1 ? GAP + textWidth(`+${resources.length - 1}`) : 0
  return {
    full: name + (name && type ? GAP : 0) + type + others,
    narrow: (name || type) + others,
  }
}
