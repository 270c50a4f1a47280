import type { EventIntegrity } from './integrity.ts'

interface Words {
  /** Short, for a column and a list of values. */
  readonly label: string
  /** A sentence. */
  readonly meaning: string
}

/** The integrity of an event as a person reads it. */
export const INTEGRITY_IN_WORDS: Readonly<Record<EventIntegrity, Words>> = {
  verified: {
    label: 'Verified',
    meaning:
      'Its log file is as CloudTrail delivered it: a digest file whose signature was verified says so.',
  },
  'hash-only': {
    label: 'Hash only',
    meaning:
      'Its log file has the hash that a digest file names, but the signature of the digest file could not be verified.',
  },
  broken: {
    label: 'Broken',
    meaning: 'Its log file or the digest file that names it was changed after CloudTrail delivered it.',
  },
  'not-covered': {
    label: 'Not covered',
    meaning: 'No digest file names its log file, so nothing is known of it.',
  },
}

/** The words for a value of the field `integrity`; null for a text that is none. */
export const integrityInWords = (value: string): Words | null =>
  Object.hasOwn(INTEGRITY_IN_WORDS, value) ? INTEGRITY_IN_WORDS[value as EventIntegrity] : null
