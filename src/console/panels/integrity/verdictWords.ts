import type { DigestVerdict, LogFileVerdict } from '../../../cloudtrail/integrity.ts'

interface VerdictWords {
  readonly label: string
  readonly type: 'success' | 'warning' | 'error' | 'pending'
  /** What it means, in a sentence. */
  readonly meaning: string
}

export const LOG_FILE_WORDS: Readonly<Record<LogFileVerdict, VerdictWords>> = {
  valid: { label: 'Valid', type: 'success', meaning: 'Its content has the hash that a digest file names.' },
  modified: {
    label: 'Modified',
    type: 'error',
    meaning: 'Its content is not what CloudTrail delivered. Its events cannot be trusted.',
  },
  missing: {
    label: 'Missing',
    type: 'error',
    meaning: 'CloudTrail delivered it, and it is not here. Its events may be missing from the list.',
  },
  moved: {
    label: 'Moved',
    type: 'warning',
    meaning: 'Its content is right, but it is not where CloudTrail delivered it.',
  },
  'not-covered': {
    label: 'Not covered',
    type: 'pending',
    meaning:
      'No digest file names it: it is too new, its digest file is not here, or CloudTrail did not deliver it.',
  },
}

export const DIGEST_WORDS: Readonly<Record<DigestVerdict, VerdictWords>> = {
  verified: { label: 'Verified', type: 'success', meaning: 'Its signature is right.' },
  'verified-by-successor': {
    label: 'Verified by the next',
    type: 'success',
    meaning: 'The next digest file has its signature, and it is right.',
  },
  'not-verified': {
    label: 'Signature not verified',
    type: 'pending',
    meaning: 'There is no signature of it, or no public key. What it says could have been changed.',
  },
  'unknown-key': {
    label: 'Unknown key',
    type: 'pending',
    meaning: 'None of the public keys is the one that it names.',
  },
  'unreadable-key': {
    label: 'Key cannot be read',
    type: 'warning',
    meaning: 'The public key that it names cannot be read.',
  },
  'wrong-signature': {
    label: 'Wrong signature',
    type: 'error',
    meaning: 'Its content is not what was signed. What it says of log files cannot be trusted.',
  },
  'does-not-follow': {
    label: 'Does not follow',
    type: 'error',
    meaning: 'The digest file before it is not the one that it names: one of them was replaced.',
  },
  'invalid-format': {
    label: 'Invalid format',
    type: 'error',
    meaning: 'It cannot be unpacked, or is no digest file.',
  },
  moved: { label: 'Moved', type: 'warning', meaning: 'It is not where it says.' },
  missing: {
    label: 'Missing',
    type: 'error',
    meaning: 'The next digest file names it, and it is not here. Nothing is known of its time.',
  },
}
