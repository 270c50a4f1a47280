import * as v from 'valibot'
import { LOG_FILE_OUTCOMES, type LogFileProblem } from '../cloudtrail/loadReport.ts'
import { described, operation, type DeepReadonly } from './operation.ts'
import { store } from './parameters.ts'

const position = described(
  v.nullable(v.string()),
  'Where in the file, for a person: `byte 1042`, `record 17`, `line 3`; null for the file as a whole.',
)

const reason = described(v.string(), 'What was wrong and what to do, in a sentence.')

export const logFileProblem = v.object({
  logFile: v.string(),
  position,
  reason,
}) satisfies v.GenericSchema<LogFileProblem>

export const logFileOutcome = described(
  v.picklist(LOG_FILE_OUTCOMES),
  '`skipped`: there are no CloudTrail records in it. `failed`: it could not be read to its end; complete records up to there are kept.',
)

export const logFileHash = described(
  v.nullable(v.string()),
  'SHA-256 of the file as it was given, in hex, as `sha256sum` prints it: of a compressed file before decompression, of a zip archive as a whole. Null if not all of it was read, or if an earlier version loaded it.',
)

const loadedLogFile = v.object({
  logFile: v.string(),
  outcome: logFileOutcome,
  sha256: logFileHash,
  records: described(
    v.number(),
    'Whole CloudTrail records found in it; of a file that breaks off, without those that have no eventID.',
  ),
  added: described(v.number(), 'Those that were new.'),
  duplicates: described(v.number(), 'Those that were stored already, or that the file has twice.'),
  problems: v.array(v.object({ position, reason })),
  store: v.exactOptional(
    described(
      v.string(),
      'ID of the event data store that it was loaded into, if that is not the default one.',
    ),
  ),
})

export const loadLogFile = operation({
  name: 'loadLogFile',
  method: 'POST',
  path: '/api/log-files',
  summary: 'Loads log files.',
  description:
    'The body is one log file, or a `multipart/form-data` form with any number of them. Several files are answered with `logFiles`. Where the default event data store is the simulated account, log files without `store` are loaded into one named “Log files”, which is created with the first of them.',
  params: {
    name: v.optional(described(v.string(), 'Name of the log file, where the body is one.'), 'upload'),
    store,
  },
  body: { mediaTypes: ['application/octet-stream', 'multipart/form-data'] },
  answer: v.union([loadedLogFile, v.object({ logFiles: v.array(loadedLogFile) })]),
  problems: {
    404: 'There is no such event data store.',
    408: 'The body came too slowly; of a log file, what came is loaded as far as possible.',
    409: 'The store is the simulated account, which takes no log files.',
    413: 'The body is too large.',
    503: 'Too many uploads are waiting: try again later.',
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
