import type { Order } from '../filter/filter.ts'

/** `GET /api/events/download?FILTER&format=json`, every matching event as a file, streamed, without a ceiling. */
export const DOWNLOAD_EVENTS = '/api/events/download'

/** `json`: `{"Records":[...]}` of original records. `ndjson`: one record a line. `csv`: the AWS console's 16 columns. */
export type DownloadFormat = 'json' | 'ndjson' | 'csv'

export const DOWNLOAD_FORMATS: readonly DownloadFormat[] = ['json', 'ndjson', 'csv']

export interface DownloadEventsRequest {
  /** `json` unless told. */
  readonly format?: DownloadFormat
  readonly compression?: 'gzip'
  readonly order?: Order
  /** In `json` the notes of its events stand behind the records as `"eventNotes":[...]`, in `csv` in columns behind the 16; `ndjson` has no place for them. */
  readonly notes?: 'include'
}
