import type { CloudTrailEvent } from '../cloudtrail/event.ts'

/** `GET /api/events/ID`, the record, byte for byte as it was in the log file (`application/json`). */
export const getEventPath = (id: string): string => `/api/events/${encodeURIComponent(id)}`

/** `GET /api/events/ID/position?FILTER&order=&group=&asOf=`, the event as the list shows it, and where it stands in the filtered result. */
export const eventPositionPath = (id: string): string => `${getEventPath(id)}/position`

export interface EventPositionResponse {
  readonly event: CloudTrailEvent
  /** 0-based position in the filtered result; null when the filter leaves this event out. */
  readonly offset: number | null
  /** Where it was asked with `group`, `offset` is that of its row, and this which of the row's other events it is, from 1; 0 for the newest. */
  readonly member?: number
  readonly asOf: string
  /** The log file it came from, null for the simulated account. */
  readonly logFile: string | null
}
