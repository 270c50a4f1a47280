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
