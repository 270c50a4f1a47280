import { TIME_PATHS } from './eventTime.ts'
import { pathsOf } from './fieldPaths.ts'
import { joinPath, splitPath } from './fieldPath.ts'
import { isEventField, isPath, type EventFieldName } from './fields.ts'
import { withTextsOpened } from './openedTexts.ts'
import type { CloudTrailRecord } from './record.ts'

/** Where aggregated events have their values. */
const DIMENSIONS = ['summary.primaryDimension.statistics.name', 'summary.details.statistics.name']

/** Where derived fields are read (see describe.ts, userName.ts), best first. */
const SOURCES: Partial<Readonly<Record<EventFieldName, readonly string[]>>> = {
  eventTime: TIME_PATHS,
  userName: [
    'userIdentity.userName',
    'userIdentity.principalId',
    'userIdentity.arn',
    'userIdentity.accountId',
    'additionalEventData.UserName',
    'userIdentity.onBehalfOf.userId',
    'userIdentity.type',
    'eventData.userIdentity.userName',
    'eventData.userIdentity.principalId',
    'insightDetails.insightContext.attributions.insight.value',
    ...DIMENSIONS,
  ],
  readOnly: ['readOnly', 'eventName'],
  eventCategory: ['eventCategory', 'managementEvent'],
}

/**
 * The path from which a field's text was read; null if it follows from several places, or from
 * none.
 */
export function sourceOf(field: string, text: string, written: CloudTrailRecord): string | null {
  if (!isEventField(field)) return isPath(field) ? field : null
  const record = withTextsOpened(written)
  const found = placeOf(field, text, record)
  return found === null || record === written ? found : writtenPath(found, written)
}

function placeOf(field: EventFieldName, text: string, record: CloudTrailRecord): string | null {
  const isResource = field === 'resourceName' || field === 'resourceType'
  const paths = isResource ? record.shape.paths : [...(SOURCES[field] ?? pathsOf(field)), ...DIMENSIONS]
  const lower = text.toLowerCase()
  const where = (test: (value: string) => boolean) =>
    paths.find((path) => record.values(path).some((value) => test(value)))
  const found = where((value) => value === text) ?? where((value) => value.toLowerCase().includes(lower))
  if (found !== undefined || isResource) return found ?? null
  return where((value) => value !== '') ?? null
}

/** Of a path inside a text, the path of the text. */
function writtenPath(path: string, { shape }: CloudTrailRecord): string {
  const names = splitPath(path)
  const prefixes = names.map((_, index) => joinPath(names.slice(0, names.length - index)))
  return prefixes.find((prefix) => shape.slotAt(prefix) >= 0) ?? path
}
