import type { Grouping } from './grouping.ts'

/** `GET /api/events/count?FILTER`, how many events match, exactly. */
export const COUNT_EVENTS = '/api/events/count'

export interface CountEventsRequest {
  /** Count as the store stood at this mark, now unless told. */
  readonly asOf?: string
  /** Asks for `rows` too. */
  readonly group?: Grouping
}

export interface CountEventsResponse {
  readonly count: number
  /** How many rows they are, where it was asked with `group`. */
  readonly rows?: number
  /** The state that was counted: pages asked with it number exactly `count` events. */
  readonly asOf: string
}
