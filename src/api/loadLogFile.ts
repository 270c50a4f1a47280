import * as v from 'valibot'
import { LOG_FILE_OUTCOMES, type LogFileProblem } from '../cloudtrail/loadReport.ts'
import { described, operation, type DeepReadonly } from './operation.ts'
import { store } from './parameters.ts'

const position = described(
  v.nullable(v.string()),
  'The position in the file, for people: `byte 1042`, `record 17`, `line 3`; null for the entire file.',
)

const reason = described(v.string(), 'What was wrong and what to do, in a sentence.')

export const logFileProblem = v.object({
  logFile: v.string(),
  position,
  reason,
}) satisfies v.GenericSchema<LogFileProblem>

export const logFileOutcome = described(
  v.picklist(LOG_FILE_OUTCOMES),
  '`skipped`: it has no CloudTrail records. `digest`: it is a digest file, which validates log files and has no events. `failed`: it could not be read to the end; the complete records that were found were loaded.',
)

export const logFileHash = described(
  v.nullable(v.string()),
  'SHA-256 of the file in hex, as `sha256sum` prints it: of a compressed file before decompression, of a zip archive as a whole. Null if the file was not read completely or was loaded by an earlier version.',
)

const loadedLogFile = v.object({
  logFile: v.string(),
  outcome: logFileOutcome,
  sha256: logFileHash,
  records: described(
    v.number(),
    'Complete CloudTrail records found in it. If the file is truncated, records without eventID are not counted.',
  ),
  added: described(v.number(), 'Records that were new.'),
  duplicates: described(v.number(), 'Records that were already stored, or that the file has twice.'),
  salvaged: described(v.number(), 'Of the records, those that were read behind a break.'),
  leftOut: described(
    v.number(),
    'Records that began and could not be read, for example because the file is truncated. They are not among `records`.',
  ),
  conflicts: described(
    v.number(),
    'Of the added records, those with the same eventID as an event with different content. Both are kept.',
  ),
  problems: v.array(v.object({ position, reason })),
  store: v.exactOptional(
    described(
      v.string(),
      'ID of the event data store that it was loaded into, unless that is the default one.',
    ),
  ),
})

export const loadLogFile = operation({
  name: 'loadLogFile',
  method: 'POST',
  path: '/api/log-files',
  summary: 'Loads log files.',
  description:
    'The body is one log file, or a `multipart/form-data` form with any number of them. For several files, the answer has `logFiles`. If the default event data store is the simulated account, log files without `store` are loaded into a store named “Log files”, which is created when needed.',
  params: {
    name: v.optional(described(v.string(), 'Name of the log file, if the body is one.'), 'upload'),
    upload: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^[\w-]{8,64}$/, 'must be 8 to 64 letters, digits, - and _.'),
        v.description(
          'An ID that you choose for this upload, such as a UUID. `/api/uploads/ID` then shows its progress and cancels it.',
        ),
      ),
    ),
    store,
  },
  body: { mediaTypes: ['application/octet-stream', 'multipart/form-data'] },
  answer: v.union([loadedLogFile, v.object({ logFiles: v.array(loadedLogFile) })]),
  problems: {
    404: 'There is no such event data store.',
    408: 'The body arrived too slowly. The complete records of a log file that arrived were loaded.',
    409: 'The store is the simulated account, into which log files cannot be loaded; or the upload was canceled, or its ID was used before.',
    413: 'The body is too large.',
    503: 'Too many uploads are waiting. Try again later.',
    507: 'The events could not be stored.',
  },
  example: { address: '/api/log-files?name=trail.json.gz', body: '@trail.json.gz' },
})

/** The answer for one log file. */
export type LoadLogFileResponse = DeepReadonly<v.InferOutput<typeof loadedLogFile>>

/** The answer for a form with several. */
export interface LoadLogFilesResponse {
  readonly logFiles: readonly LoadLogFileResponse[]
}
