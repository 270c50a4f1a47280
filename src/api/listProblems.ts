import * as v from 'valibot'
import type { LoadReport } from '../cloudtrail/loadReport.ts'
import { logFileProblem } from './loadLogFile.ts'
import { described, operation, type AnswerOf } from './operation.ts'
import { store, wholeNumberOr } from './parameters.ts'

export const listProblems = operation({
  name: 'listProblems',
  method: 'GET',
  path: '/api/problems',
  summary: 'The import report: totals for all log files, and a page of the problems in them.',
  params: {
    offset: wholeNumberOr(0, Number.MAX_SAFE_INTEGER, 0, 'Position of the first problem.'),
    limit: wholeNumberOr(1, 1000, 100, 'Maximum number of problems.'),
    store,
  },
  answer: v.object({
    report: v.object({
      logFiles: described(v.number(), 'How many log files were loaded.'),
      skipped: described(v.number(), 'How many have no CloudTrail records in them.'),
      digestFiles: described(
        v.number(),
        'How many are digest files: they validate the log files and have no events.',
      ),
      failed: described(v.number(), 'How many could not be read to their end.'),
      unfinished: described(
        v.number(),
        'How many are being loaded, or were when the server was stopped: the next start continues.',
      ),
      records: v.number(),
      added: v.number(),
      duplicates: v.number(),
      salvaged: described(v.number(), 'Of the records, those that were read behind a break.'),
      leftOut: described(v.number(), 'Records that began and could not be read.'),
      conflicts: described(
        v.number(),
        'Records with the same eventID as another record but different content. Both are kept.',
      ),
    }) satisfies v.GenericSchema<LoadReport>,
    problems: v.array(logFileProblem),
    total: described(v.number(), 'The total number of problems.'),
  }),
  example: { address: '/api/problems?limit=100' },
})

export type ProblemsResponse = AnswerOf<typeof listProblems>
