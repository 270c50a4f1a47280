import { operation } from './operation.ts'
import { asOf, choice, choiceOr, order, store } from './parameters.ts'

export type DownloadFormat = 'json' | 'ndjson' | 'csv' | 'parquet' | 'evidence'

export const DOWNLOAD_FORMATS = [
  'json',
  'ndjson',
  'csv',
  'parquet',
  'evidence',
] as const satisfies readonly DownloadFormat[]

/** Formats that are compressed as they are. */
export const COMPRESSED_FORMATS: readonly DownloadFormat[] = ['parquet', 'evidence']

export const downloadEvents = operation({
  name: 'downloadEvents',
  method: 'GET',
  path: '/api/events/download',
  summary: 'All matching events as a file, streamed, without a limit.',
  params: {
    format: choiceOr(
      DOWNLOAD_FORMATS,
      'json',
      '`json`: `{"Records":[...]}` of the original records. `ndjson`: one record per line. `csv`: the 16 columns of the AWS console. `parquet`: the columns of the table that Athena has of CloudTrail logs, as in `POST /api/sql`. `evidence`: a zip file of the original records, the filter, the log files with the digest files that name them, and a manifest with the SHA-256 of each part, which `npm start -- verify` checks.',
    ),
    compression: choice(
      ['gzip'],
      'Compresses the file. Not for `parquet` and `evidence`, which are compressed.',
    ),
    order,
    notes: choice(
      ['include'],
      'Adds the notes on the events: in `json` after the records, as `"eventNotes":[...]`; in `csv` as three more columns. Not for the other formats.',
    ),
    asOf,
    store,
  },
  filter: true,
  answer: {
    mediaTypes: [
      'application/json',
      'application/x-ndjson',
      'text/csv',
      'application/vnd.apache.parquet',
      'application/gzip',
      'application/zip',
    ],
  },
  problems: {
    410: 'The snapshot `asOf` is not available in this store. Send the request again without it.',
    503: 'Too many downloads are running. Try again later.',
  },
  example: { address: '/api/events/download?format=ndjson&compression=gzip' },
})

/**
 * The signs that start a formula, including full-width ones, after any invisible characters that a
 * spreadsheet may skip.
 */
const FORMULA = /^[\s\p{C}\p{Default_Ignorable_Code_Point}\u2800]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u

/**
 * A cell for a spreadsheet: what it would run as a formula starts with an apostrophe, which makes
 * it text.
 */
export const spreadsheetText = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)
