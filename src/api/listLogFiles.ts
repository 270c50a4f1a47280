import * as v from 'valibot'
import { LOG_FILE_SORTS, type LoadedLogFile } from '../cloudtrail/loadReport.ts'
import { logFileHash, logFileOutcome } from './loadLogFile.ts'
import { described, operation, type AnswerOf, type RequestOf } from './operation.ts'
import { choiceOr, store, text, wholeNumberOr } from './parameters.ts'

export const listLogFiles = operation({
  name: 'listLogFiles',
  method: 'GET',
  path: '/api/log-files',
  summary: 'A page of the log files: loaded, skipped and failed ones.',
  params: {
    contains: text('Only log files whose name contains this, ignoring case, or with this SHA-256.'),
    sort: choiceOr(LOG_FILE_SORTS, 'loaded', 'Sort order. `loaded` is the order in which they were loaded.'),
    order: choiceOr(['ascending', 'descending'], 'ascending', 'Sort direction.'),
    offset: wholeNumberOr(0, Number.MAX_SAFE_INTEGER, 0, 'Position of the first log file.'),
    limit: wholeNumberOr(1, 1000, 100, 'Maximum number of log files.'),
    store,
  },
  answer: v.object({
    logFiles: v.array(
      v.object({
        id: v.number(),
        name: v.string(),
        size: described(v.number(), 'In bytes, before decompression.'),
        sha256: logFileHash,
        records: v.number(),
        added: described(v.number(), 'Records that were new when it was loaded.'),
        duplicates: v.number(),
        salvaged: described(
          v.number(),
          'Of the records, those that were read behind a break. 0 if an earlier version loaded it.',
        ),
        leftOut: described(
          v.number(),
          'Records that began and could not be read. They are not among `records`. 0 if an earlier version loaded it.',
        ),
        conflicts: described(
          v.number(),
          'Of the added records, those with the same eventID as an event with different content. Both are kept.',
        ),
        problems: v.number(),
        outcome: described(
          v.nullable(logFileOutcome),
          'Null while it is being loaded, or if the server was stopped meanwhile.',
        ),
        firstEventTime: described(v.nullable(v.string()), 'Of the events that it added.'),
        lastEventTime: v.nullable(v.string()),
        isRemovable: described(
          v.boolean(),
          'Whether it can be removed. False for log files that an earlier version loaded with duplicates.',
        ),
        ownEvents: described(v.number(), 'Events that no other log file contains. They are removed with it.'),
        accounts: described(v.array(v.string()), 'Of the events that it added, at most twenty.'),
      }) satisfies v.GenericSchema<LoadedLogFile>,
    ),
    total: described(v.number(), 'The total number. 0 after the last page.'),
  }),
  example: { address: '/api/log-files?sort=records&order=descending' },
})

export type LogFilesRequest = RequestOf<typeof listLogFiles>

export type LogFilesResponse = AnswerOf<typeof listLogFiles>
