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

/** The signs that begin a formula, of full width too, behind whatever a spreadsheet may pass over because nobody sees it. */
const FORMULA = /^[\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u

/** A cell as a spreadsheet is to have it: what it would run as a formula starts with an apostrophe, and so is text. */
export const spreadsheetText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)
