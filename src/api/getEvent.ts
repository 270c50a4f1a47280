import type { CloudTrailEvent } from '../cloudtrail/event.ts'

/** `GET /api/events/ID`, the record, byte for byte as it was in the log file (`application/json`). */
export const getEventPath = (id: string): string => `/api/events/${encodeURIComponent(id)}`

/** `GET /api/events/ID/position?FILTER&order=&asOf=`, the event as the list shows it, and where it stands in the filtered result. */
export const eventPositionPath = (id: string): string => `${getEventPath(id)}/position`

export interface EventPositionResponse {
  readonly event: CloudTrailEvent
  /** 0-based position in the filtered result; null when the filter leaves this event out. */
  readonly offset: number | null
  readonly asOf: string
  /** The log file it came from, null for the simulated account. */
  readonly logFile: string | null
}
