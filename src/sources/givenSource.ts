import { isAbsolute, join, resolve } from 'node:path'
import { homedir } from 'node:os'
import { stat } from 'node:fs/promises'
import { whatToDoWith } from './givenAddress.ts'
import { filesMatching, isPattern } from './givenPattern.ts'
import { EVERY_LOG_FILE, type LogFileChoice } from './logFileChoice.ts'
import type { FoundPath, LogFileSource, SourceSpec } from './logFileSource.ts'
import { readS3Place } from './s3/s3Place.ts'
import { sourceOf } from './sourceOf.ts'
import { SourceError } from './sourceError.ts'
import { whyNotRead } from './whyNotRead.ts'

/** What a command line names: files and folders, standard input, or both. */
export interface GivenSource {
  /** Null if only standard input is read. */
  readonly files: LogFileSource | null
  readonly readsStandardInput: boolean
}

export interface GivenSourceOptions {
  /** Relative paths start here. */
  readonly folder: string
  /** The command that the user typed, without its arguments: sentences say it. */
  readonly command: string
  /** The address of an S3 server that is not AWS's. */
  readonly endpointURL?: string | null
  /** Which log files of buckets are read; all if it is not given. */
  readonly choice?: LogFileChoice
  /** Whether digest files in buckets are listed too. */
  readonly hasDigestFiles?: boolean
}

/**
 * Rejects with a SourceError if anything given cannot be read: a path, a pattern without a match,
 * or an address of something that is not on this machine.
 */
export async function givenSource(
  given: readonly string[],
  {
    folder,
    command,
    endpointURL = null,
    choice = EVERY_LOG_FILE,
    hasDigestFiles = false,
  }: GivenSourceOptions,
): Promise<GivenSource> {
  const places = given.flatMap((each) => readS3Place(each) ?? [])
  const found = await Promise.all(
    given
      .filter((each) => each !== STANDARD_INPUT && readS3Place(each) === null)
      .map((each) => pathsOf(each, folder, command)),
  )
  const paths = found.flatMap((each) => (typeof each === 'string' ? [each] : []))
  const matching = found.flatMap((each) => (typeof each === 'string' ? [] : each))
  const specs: SourceSpec[] = []
  if (paths.length + matching.length > 0) specs.push({ kind: 'local-files', paths, found: matching })
  if (places.length > 0) specs.push({ kind: 's3', places, endpointURL, choice, hasDigestFiles })
  const [spec, ...more] = specs
  return {
    files: spec ? sourceOf(more.length === 0 ? spec : { kind: 'several', sources: specs }) : null,
    readsStandardInput: given.includes(STANDARD_INPUT),
  }
}

const STANDARD_INPUT = '-'

/** The absolute path that was given, or those that match a pattern. */
async function pathsOf(
  given: string,
  folder: string,
  command: string,
): Promise<string | readonly FoundPath[]> {
  const local = localPath(given, command)
  const path = resolve(folder, local)
  const reason = await whyNotReadAt(path)
  if (reason === null) return path
  if (!isMissing(reason)) throw new SourceError(`${given} cannot be read: ${reason}.`)
  if (/^~[/\\]/.test(local)) {
    // A shell replaces it, unless there are quotes around it; on Windows none does.
    const inHome = join(homedir(), local.slice(2))
    if ((await whyNotReadAt(inHome)) === null) return inHome
  }
  if (isPattern(local)) {
    const matching = await filesMatching(local, folder)
    if (matching.length > 0) return matching
    throw new SourceError(`No file matches ${given}. Check the pattern, or give the folder itself.`)
  }
  throw new SourceError(`${given} cannot be read: ${reason}.${await whatWasMeant(given, folder)}`)
}

/** The path in a `file:` URL, or the text itself. Throws a SourceError for any other address. */
function localPath(given: string, command: string): string {
  const sentence = whatToDoWith(given, command)
  if (typeof sentence === 'string') throw new SourceError(sentence)
  return sentence?.path ?? given
}

async function whyNotReadAt(path: string): Promise<string | null> {
  try {
    await stat(path)
    return null
  } catch (error) {
    return whyNotRead(error)
  }
}

const isMissing = (reason: string): boolean => reason === whyNotRead({ code: 'ENOENT' })

/** A sentence about a path that exists and looks like this one; empty if there is none. */
async function whatWasMeant(given: string, folder: string): Promise<string> {
  const bare = given
    .trim()
    .replace(/^(["'`“‘])(.*)["'`”’]$/su, '$2')
    .trim()
  if (bare !== given && bare !== '' && (await whyNotReadAt(resolve(folder, bare))) === null)
    return ` Did you mean ${bare}, without the ${/^["'`“‘]/u.test(given.trim()) ? 'quotes' : 'space'}?`
  if (!isAbsolute(given) && (await whyNotReadAt(resolve('/', given))) === null)
    return ` Did you mean ${resolve('/', given)}?`
  const variable = /\$\{?\w+\}?|%\w+%/.exec(given)?.[0]
  return variable === undefined ? '' : ` The shell did not replace ${variable} by a value.`
}
