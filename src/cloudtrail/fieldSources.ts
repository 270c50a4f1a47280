import { pathsOf, TIME_PATHS } from './describe.ts'
import { isEventField, isPath, type EventFieldName } from './fields.ts'
import type { CloudTrailRecord } from './record.ts'

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
  ],
  readOnly: ['readOnly', 'eventName'],
  eventCategory: ['eventCategory', 'managementEvent'],
}

/**
 * The path from which a field's text was read; null if it follows from several places, or from
 * none.
 */
export function sourceOf(field: string, text: string, record: CloudTrailRecord): string | null {
  if (!isEventField(field)) return isPath(field) ? field : null
  const isResource = field === 'resourceName' || field === 'resourceType'
  const paths = isResource ? record.shape.paths : (SOURCES[field] ?? pathsOf(field))
  const lower = text.toLowerCase()
  const where = (test: (value: string) => boolean) =>
    paths.find((path) => record.values(path).some((value) => test(value)))
  const found = where((value) => value === text) ?? where((value) => value.toLowerCase().includes(lower))
  if (found !== undefined || isResource) return found ?? null
  return where((value) => value !== '') ?? null
}
