import { expect, test } from 'vitest'
import type { ValidationResponse } from '../../../api/integrity.ts'
import { answerOf } from './answerSentences.ts'

const NO_LOG_FILES = { valid: 0, modified: 0, missing: 0, moved: 0, 'not-covered': 0 }
const NO_DIGESTS = {
  verified: 0,
  'verified-by-successor': 0,
  'not-verified': 0,
  'unknown-key': 0,
  'unreadable-key': 0,
  'wrong-signature': 0,
  'does-not-follow': 0,
  'invalid-format': 0,
  moved: 0,
  missing: 0,
}
const DONE: ValidationResponse = {
  state: 'done',
  progress: null,
  failure: null,
  startedAt: '2026-11-20T10:00:00Z',
  doneAt: '2026-11-20T10:00:05Z',
  hasProblems: false,
  logFiles: { total: 1204, byVerdict: { ...NO_LOG_FILES, valid: 1204 } },
  digests: { total: 48, byVerdict: { ...NO_DIGESTS, verified: 48 } },
  limits: [],
  publicKeys: [],
  gaps: [],
}
const GAP = {
  accountId: '111122223333',
  region: 'us-east-1',
  startTime: '2026-11-20T04:00:00Z',
  endTime: '2026-11-20T06:00:00Z',
  reason: 'A digest file is missing.',
  isProblem: true,
}

test.each<[Partial<ValidationResponse>, string, string]>([
  [{}, 'success', '1,204 of 1,204 log files are valid.'],
  [
    { logFiles: { total: 1, byVerdict: { ...NO_LOG_FILES, missing: 1 } } },
    'error',
    '0 of 1 log file is valid. 1 is missing.',
  ],
  [{ gaps: [GAP] }, 'warning', '1,204 of 1,204 log files are valid. 1 stretch of time has no digest file.'],
  [
    {
      hasProblems: true,
      logFiles: {
        total: 1204,
        byVerdict: { ...NO_LOG_FILES, valid: 1199, modified: 1, missing: 2, moved: 1, 'not-covered': 1 },
      },
    },
    'error',
    '1,199 of 1,204 log files are valid. 1 is modified, 2 are missing and 1 is moved. No digest file names 1 of them.',
  ],
  [
    { digests: { total: 2, byVerdict: { ...NO_DIGESTS, 'not-verified': 2 } } },
    'warning',
    '1,204 of 1,204 log files have the hash that a digest file names; no signature was verified.',
  ],
  [
    {
      digests: { total: 0, byVerdict: NO_DIGESTS },
      logFiles: { total: 3, byVerdict: { ...NO_LOG_FILES, 'not-covered': 3 } },
    },
    'warning',
    'Nothing can be said of 3 log files: there are no digest files.',
  ],
  [{ doneAt: null, state: 'not-started' }, 'info', 'The log files have not been validated yet.'],
])('%j', (changed, type, text) => {
  expect(answerOf({ ...DONE, ...changed })).toEqual({ type, text })
})
