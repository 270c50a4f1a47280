/**
 * The AWS console's CSV has a part of each record. What it has becomes a record with the same
 * names; what it leaves out is marked as CloudTrail itself marks omitted content. null if the row
 * has no event name.
 */
export function recordOfConsoleRow(columns: readonly string[], cells: readonly string[]): string | null {
  const cell = (name: string): string | undefined => cells[columns.indexOf(name)]?.trim() || undefined
  if (cell('event name') === undefined && cell('event id') === undefined) return null
  const readOnly = cell('read-only')?.toLowerCase()
  return JSON.stringify({
    userIdentity: { userName: cell('user name'), accessKeyId: cell('aws access key') },
    eventTime: timeOf(cell('event time')),
    eventSource: cell('event source'),
    eventName: cell('event name'),
    awsRegion: cell('aws region'),
    sourceIPAddress: cell('source ip address'),
    userAgent: cell('user agent'),
    errorCode: cell('error code'),
    requestParameters: { omitted: true },
    responseElements: { omitted: true },
    requestID: cell('request id'),
    eventID: cell('event id'),
    readOnly: readOnly === 'true' ? true : readOnly === 'false' ? false : undefined,
    resources: resourcesOf(cell('resources') ?? cell('resource name')),
    eventType: cell('event type'),
    recipientAccountId: cell('recipient account id'),
    eventCategory: cell('event category'),
  })
}

/** ISO 8601 as it is; before 2021 a twelve-hour clock, `2020-05-13, 04:52:01 PM`. */
function timeOf(text: string | undefined): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d),?\s+(\d{1,2}):(\d\d):(\d\d)(?:\s*([AP])M)?/i.exec(text ?? '')
  if (!match) return text
  const [, date, hour, minute, second, half] = match
  const hours =
    half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toUpperCase() === 'P' ? 12 : 0)
  return `${date}T${String(hours).padStart(2, '0')}:${minute}:${second}Z`
}

/** JSON text `[{"resourceType":…,"resourceName":…}]`; before 2021 names separated by commas. */
function resourcesOf(text: string | undefined): { type?: unknown; ARN?: unknown }[] | undefined {
  if (text === undefined || text === '[]') return undefined
  if (!text.startsWith('[')) return text.split(/,\s*/).map((name) => ({ ARN: name }))
  try {
    const resources = JSON.parse(text) as unknown
    if (!Array.isArray(resources)) return undefined
    return resources
      .filter(
        (resource): resource is Record<string, unknown> => typeof resource === 'object' && resource !== null,
      )
      .map(({ resourceType, resourceName }) => ({ type: resourceType, ARN: resourceName }))
  } catch {
    return undefined
  }
}
