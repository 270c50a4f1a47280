import * as v from 'valibot'
import { LOG_FILE_SORTS, type LoadedLogFile } from '../cloudtrail/loadReport.ts'
import { logFileHash, logFileOutcome } from './loadLogFile.ts'
import { described, operation, type AnswerOf, type RequestOf } from './operation.ts'
import { choiceOr, store, text, wholeNumberOr } from './parameters.ts'

export const listLogFiles = operation({
  name: 'listLogFiles',
  method: 'GET',
  path: '/api/log-files',
  summary: 'A page of the log files that were given: loaded, skipped and failed ones.',
  params: {
    contains: text('Only log files whose name contains this, ignoring case, or whose SHA-256 it is.'),
    sort: choiceOr(LOG_FILE_SORTS, 'loaded', 'What they are sorted by. `loaded`: in the order of loading.'),
    order: choiceOr(['ascending', 'descending'], 'ascending', 'In which direction.'),
    offset: wholeNumberOr(0, Number.MAX_SAFE_INTEGER, 0, 'Position of the first log file.'),
    limit: wholeNumberOr(1, 1000, 100, 'How many log files at most.'),
    store,
  },
  answer: v.object({
    logFiles: v.array(
      v.object({
        id: v.number(),
        name: v.string(),
        size: described(v.number(), 'In bytes, as it was given.'),
        sha256: logFileHash,
        records: v.number(),
        added: described(v.number(), 'Records that were new when it was loaded.'),
        duplicates: v.number(),
        problems: v.number(),
        outcome: described(
          v.nullable(logFileOutcome),
          'Null while it is being loaded, and if the server was stopped meanwhile.',
        ),
        firstEventTime: described(v.nullable(v.string()), 'Of the events that were added from it.'),
        lastEventTime: v.nullable(v.string()),
        isRemovable: described(
          v.boolean(),
          'Whether it can be removed. False for log files that an earlier version loaded with duplicates.',
        ),
        ownEvents: described(
          v.number(),
          'Events that no other log file contains: they leave the event data store with it.',
        ),
        accounts: described(v.array(v.string()), 'Of the events that were added from it, at most twenty.'),
      }) satisfies v.GenericSchema<LoadedLogFile>,
    ),
    total: described(v.number(), 'How many there are in all. 0 behind the last page.'),
  }),
  example: { address: '/api/log-files?sort=records&order=descending' },
})

export type LogFilesRequest = RequestOf<typeof listLogFiles>

export type LogFilesResponse = AnswerOf<typeof listLogFiles>
