/** `GET /api/events/values?FILTER&field=userName`, the values of a field among the matching events. */
export const FIELD_VALUES = '/api/events/values'

export interface FieldValuesRequest {
  /** A field of the catalogue or a path into the record. */
  readonly field: string
  /** 20 unless told, 1000 at most. */
  readonly limit?: number
  /** Only values that start so, whatever their case. */
  readonly prefix?: string
  /** Only values that contain this, whatever their case. */
  readonly contains?: string
}

export interface FieldValue {
  readonly value: string
  /** How many matching events have it; an event with several values counts once for each. */
  readonly count: number
}

export interface FieldValuesResponse {
  readonly field: string
  /** Most frequent first, then alphabetically. Absent and empty values are left out. */
  readonly values: readonly FieldValue[]
  /** How many values there are in all, of those asked for. */
  readonly distinct: number
}
