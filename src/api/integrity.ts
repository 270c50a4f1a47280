import * as v from 'valibot'
import {
  COVERAGE_VERDICTS,
  DIGEST_VERDICTS,
  EVENT_COVERAGE,
  LOG_FILE_VERDICTS,
} from '../cloudtrail/integrity.ts'
import { described, operation, type AnswerOf, type RequestOf } from './operation.ts'
import { asOf, choice, store, text, wholeNumberOr } from './parameters.ts'

const time = v.nullable(v.string())

const reason = described(v.nullable(v.string()), 'A sentence; null if there is nothing to add.')

const isProblem = described(v.boolean(), 'Whether it should be looked into.')

const place = v.object({
  accountId: v.string(),
  region: described(v.string(), 'Of the events.'),
  startTime: v.string(),
  endTime: v.string(),
})

const validation = v.object({
  state: described(
    v.picklist(['not-started', 'running', 'done', 'cancelled', 'failed']),
    'Results are those of the last validation that was done.',
  ),
  progress: described(
    v.nullable(v.object({ files: v.number(), filesDone: v.number(), bytesDone: v.number() })),
    'While it is running. `files` grows while they are listed.',
  ),
  failure: described(v.nullable(v.string()), 'Why it failed, in a sentence.'),
  startedAt: time,
  doneAt: described(time, 'When the results below were complete; null if there are none.'),
  hasProblems: described(v.boolean(), 'Something is not valid.'),
  logFiles: described(
    v.object({
      total: v.number(),
      byVerdict: described(
        v.object(v.entriesFromList(LOG_FILE_VERDICTS, v.number())),
        'How many there are with each verdict.',
      ),
    }),
    'Those that are there, and those that digest files name.',
  ),
  digests: v.object({
    total: v.number(),
    byVerdict: v.object(v.entriesFromList(DIGEST_VERDICTS, v.number())),
  }),
  limits: described(v.array(v.string()), 'How far the validation could go, and why not further: sentences.'),
  publicKeys: described(
    v.array(v.object({ fingerprint: v.string(), isReadable: v.boolean() })),
    'The public keys that were known.',
  ),
  gaps: described(
    v.array(v.object({ ...place.entries, reason: v.string(), isProblem })),
    'Times of an account and Region that no digest file covers though others do before or after, oldest first, at most 1000.',
  ),
})

export const getValidation = operation({
  name: 'getValidation',
  method: 'GET',
  path: '/api/integrity',
  summary: 'The validation of the log files against their digest files: its state and a summary.',
  answer: validation,
  example: { address: '/api/integrity' },
})

export const startValidation = operation({
  name: 'startValidation',
  method: 'POST',
  path: '/api/integrity',
  summary: 'Starts to validate the log files that the console was started with. One that is running goes on.',
  description:
    'It also starts by itself when log files with digest files were loaded. In the simulated account, the buckets of its trails are validated.',
  answer: validation,
  problems: { 404: 'The console was started without log files and has no trails.' },
  example: { address: '/api/integrity' },
})

export const cancelValidation = operation({
  name: 'cancelValidation',
  method: 'DELETE',
  path: '/api/integrity',
  summary: 'Stops a running validation. Earlier results stay.',
  answer: validation,
  example: { address: '/api/integrity' },
})

const page = {
  contains: text('Only those whose location contains this, ignoring case.'),
  offset: wholeNumberOr(0, Number.MAX_SAFE_INTEGER, 0, 'Position of the first one.'),
  limit: wholeNumberOr(1, 1000, 100, 'Maximum number.'),
}

const total = described(v.number(), 'How many there are with this filter.')

export const validatedLogFiles = operation({
  name: 'validatedLogFiles',
  method: 'GET',
  path: '/api/integrity/log-files',
  summary: 'A page of the validated log files: those with problems first, then by location.',
  params: { verdict: choice(LOG_FILE_VERDICTS, 'Only those with this verdict.'), ...page },
  answer: v.object({
    logFiles: v.array(
      v.object({
        verdict: v.picklist(LOG_FILE_VERDICTS),
        isProblem,
        reason,
        name: described(v.string(), 'Its location below what was validated; for a missing one, its key.'),
        uri: described(v.nullable(v.string()), 'Null if it is missing.'),
        expectedAt: described(v.nullable(v.string()), '`s3://BUCKET/KEY`, as its digest file says it.'),
        sha256: described(v.nullable(v.string()), 'Of its content, decompressed.'),
        expectedSha256: v.nullable(v.string()),
        digest: described(v.nullable(v.string()), 'The location of the digest file that names it.'),
        digestVerdict: v.nullable(v.picklist(DIGEST_VERDICTS)),
        accountId: v.nullable(v.string()),
        region: v.nullable(v.string()),
        deliveredAt: described(time, 'According to its name.'),
      }),
    ),
    total,
  }),
  example: { address: '/api/integrity/log-files?verdict=modified' },
})

export const validatedDigests = operation({
  name: 'validatedDigests',
  method: 'GET',
  path: '/api/integrity/digests',
  summary: 'A page of the validated digest files: those with problems first, then by location.',
  params: { verdict: choice(DIGEST_VERDICTS, 'Only those with this verdict.'), ...page },
  answer: v.object({
    digests: v.array(
      v.object({
        verdict: v.picklist(DIGEST_VERDICTS),
        isProblem,
        reason,
        name: described(v.string(), 'Its location below what was validated; for a missing one, its key.'),
        uri: described(v.nullable(v.string()), 'Null if it is missing.'),
        expectedAt: described(v.nullable(v.string()), '`s3://BUCKET/KEY`, as it says itself.'),
        sha256: v.nullable(v.string()),
        fingerprint: described(v.nullable(v.string()), 'Of the public key that it names.'),
        follows: described(
          v.picklist(['yes', 'no', 'starts', 'unknown']),
          'Whether its predecessor is the one that it names, by hash and signature; `starts`: it names none.',
        ),
        predecessor: described(v.nullable(v.string()), '`s3://BUCKET/KEY`.'),
        isBackfill: v.boolean(),
        logFiles: described(v.number(), 'How many log files it names.'),
        accountId: v.nullable(v.string()),
        region: v.nullable(v.string()),
        trail: described(v.nullable(v.string()), 'The name of the trail.'),
        startTime: time,
        endTime: time,
      }),
    ),
    total,
  }),
  example: { address: '/api/integrity/digests?verdict=missing' },
})

export const getCoverage = operation({
  name: 'getCoverage',
  method: 'GET',
  path: '/api/integrity/coverage',
  summary: 'For each account, Region and hour: how many events match, and whether digest files cover it.',
  description:
    'The cells are hours up to 31 days, days up to 1000 days, and weeks beyond. They reach over the time range of the filter; at an open end, to the first or last event or digest file.',
  params: { asOf, store },
  filter: true,
  answer: v.object({
    interval: described(v.picklist(['PT1H', 'P1D', 'P7D']), 'Length of a cell, an ISO 8601 duration.'),
    startTimes: described(v.array(v.string()), 'The start of each cell, oldest first.'),
    rows: described(
      v.array(
        v.object({
          accountId: v.string(),
          region: v.string(),
          counts: described(v.array(v.number()), 'How many events match, for each cell.'),
          events: described(
            v.array(v.picklist(EVENT_COVERAGE)),
            'For each cell: `events`, `no-events` (a digest file says so) or `no-data`. About all events, with or without the filter.',
          ),
          validation: described(
            v.array(v.picklist(COVERAGE_VERDICTS)),
            'For each cell, whether digest files say what was delivered in it. A day or week is a gap if one of its hours is.',
          ),
        }),
      ),
      'Those with the most events first, at most 200.',
    ),
    rowsTotal: described(v.number(), 'How many accounts and Regions there are.'),
    withoutTime: described(v.number(), 'Matching events without a time, which are in no cell.'),
  }),
  problems: { 410: 'The snapshot `asOf` is not available in this store. Send the request again without it.' },
  example: { address: '/api/integrity/coverage?range=7d' },
})

export type ValidationResponse = AnswerOf<typeof getValidation>

export type ValidatedLogFilesRequest = RequestOf<typeof validatedLogFiles>

export type ValidatedLogFilesResponse = AnswerOf<typeof validatedLogFiles>

export type ValidatedLogFile = ValidatedLogFilesResponse['logFiles'][number]

export type ValidatedDigestsRequest = RequestOf<typeof validatedDigests>

export type ValidatedDigestsResponse = AnswerOf<typeof validatedDigests>

export type ValidatedDigest = ValidatedDigestsResponse['digests'][number]

export type CoverageResponse = AnswerOf<typeof getCoverage>
