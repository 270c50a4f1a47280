/**
 * What the digest files of a trail say of a log file. docs/cloudtrail.md#digest-files
 *
 * - `valid`: its content has the hash that a digest file names
 * - `modified`: it has another hash, or cannot be unpacked
 * - `missing`: a digest file names it, and it is not there
 * - `moved`: its content is right, and it is not where the digest file says
 * - `not-covered`: no digest file names it
 */
export const LOG_FILE_VERDICTS = ['valid', 'modified', 'missing', 'moved', 'not-covered'] as const

export type LogFileVerdict = (typeof LOG_FILE_VERDICTS)[number]

/**
 * What the digest files say of an event, by the log files that contain it; if they differ, the first
 * of these that one of them has.
 *
 * - `verified`: a digest file whose signature was verified has the hash of its log file
 * - `hash-only`: the hash is right, but the digest file's signature could not be verified
 * - `broken`: its log file was modified, or the digest file is not what was signed
 * - `not-covered`: no digest file names its log file
 */
export const EVENT_INTEGRITY = ['verified', 'hash-only', 'broken', 'not-covered'] as const

export type EventIntegrity = (typeof EVENT_INTEGRITY)[number]

/**
 * What was found of a digest file.
 *
 * - `verified`: its signature is right, and so is what it says of its predecessor
 * - `verified-by-successor`: the same, by the signature that the next digest file has of it
 * - `not-verified`: there is no signature of it, or no public key was given
 * - `unknown-key`, `unreadable-key`: none of the public keys is the one that it names, or that one cannot be read
 * - `wrong-signature`: its content is not what was signed
 * - `does-not-follow`: its predecessor is there and is not the one that it names, by hash and signature
 * - `invalid-format`: it cannot be unpacked, or is no digest file
 * - `moved`: it is not where it says
 * - `missing`: another digest file names it as its predecessor, and it is not there
 */
export const DIGEST_VERDICTS = [
  'verified',
  'verified-by-successor',
  'not-verified',
  'unknown-key',
  'unreadable-key',
  'wrong-signature',
  'does-not-follow',
  'invalid-format',
  'moved',
  'missing',
] as const

export type DigestVerdict = (typeof DIGEST_VERDICTS)[number]

/**
 * Whether digest files say what was delivered in a time.
 *
 * - `covered`: they do, for all of it
 * - `gap`: they do before and after it, or log files were delivered in it
 * - `unknown`: it cannot be told, or not yet
 */
export const COVERAGE_VERDICTS = ['covered', 'gap', 'unknown'] as const

export type CoverageVerdict = (typeof COVERAGE_VERDICTS)[number]

/**
 * What is known of the events of a time.
 *
 * - `events`: there are some
 * - `no-events`: there are none, and digest files say that nothing was delivered
 * - `no-data`: there are none, and nobody can say why
 */
export const EVENT_COVERAGE = ['events', 'no-events', 'no-data'] as const

export type EventCoverage = (typeof EVENT_COVERAGE)[number]
