import * as v from 'valibot'
import { DIGEST_VERDICTS, LOG_FILE_VERDICTS } from '../../cloudtrail/integrity.ts'

const textOrNull = v.nullable(v.string())

/** What the validation found of a log file, in its line. */
const logFileValidation = v.object({
  verdict: v.picklist(LOG_FILE_VERDICTS),
  isProblem: v.boolean(),
  reason: textOrNull,
  /** As digest files have it: of the content, decompressed. Null if it cannot be read. */
  contentSha256: textOrNull,
  /** Where its digest file says that it is; null, as the next one, if none names it. */
  expectedAt: textOrNull,
  /** The URI of that digest file. */
  digest: textOrNull,
})

/** A line of the log files, as far as digest files say something of it. Earlier versions wrote no validation. */
export const logFileLine = v.object({
  name: v.string(),
  validation: v.optional(v.nullable(logFileValidation), null),
})

/** A digest file, in its line. */
export const digestLine = v.object({
  uri: v.string(),
  name: v.string(),
  verdict: v.picklist(DIGEST_VERDICTS),
  isProblem: v.boolean(),
  reason: textOrNull,
  /** Whether the digest file behind it names another content or signature. */
  isContradicted: v.boolean(),
  /** In hex; from its metadata, or as the digest file behind it has it. */
  signature: textOrNull,
  /** Its text, which is what was signed; null if it could not be read again. */
  content: textOrNull,
  /** Why it could not, in a sentence. */
  problem: textOrNull,
})

export type LogFileValidation = v.InferOutput<typeof logFileValidation>

export type LogFileLine = v.InferOutput<typeof logFileLine>

export type DigestLine = v.InferOutput<typeof digestLine>

/** Of a digest file that is inside. */
export type InsideLine = DigestLine & { readonly content: string }
