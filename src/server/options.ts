import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { whyNotRead } from '../sources/whyNotRead.ts'
import { callerFolder } from './callerFolder.ts'

/** The options of the command line. */
export interface ConsoleOptions {
  /**
   * Where the log files are, as given: see `givenSource`. Without any, the simulated account is
   * shown.
   */
  readonly logFiles: readonly string[]
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** The folder of the event data store; null keeps it in memory. */
  readonly dataFolder: string | null
  /** Whether the folder was given rather than the default. */
  readonly isDataFolderGiven: boolean
  readonly seed: number
  /** Whether the simulated account has live events. */
  readonly isLive: boolean
  /** How long the events of calls in the simulated account take to arrive. */
  readonly deliveryDelayMs: number
  /** Whether the AWS APIs keep to AWS's quotas. */
  readonly isThrottled: boolean
  /** The private key that seals evidence bundles, as given; null seals none. */
  readonly evidenceKeyFile: string | null
  readonly help: boolean
  readonly version: boolean
  /** The token that requests must have; null requires none. */
  readonly token: string | null
}

/** A command line that cannot be followed. The message is a sentence for the user. */
export class OptionsError extends Error {}

export const USAGE = `Usage: npx event-history-console [PATH...] [options]
   or: npm start -- [PATH...] [options]
   or: npm start -- verify BUNDLE [--public-key FILE]

Shows CloudTrail events the way the AWS console's Event history does.
A PATH is a log file, a folder, which is searched recursively, a pattern such as 'logs/**/*.json.gz', or - for standard input.
Without a PATH, a simulated account is shown.
verify says whether an evidence bundle is as it was downloaded, and what was changed. Exit status 0 or 1.

  --port N      port to listen on; 0 picks a free one (4700)
  --host H      address to listen on (127.0.0.1). To listen on another address, set a token of 16 characters or more.
                Open /?token=TOKEN once in each browser; programs send Authorization: Bearer TOKEN
  --token-file PATH
                file with the token in its first line; or set EVENT_HISTORY_TOKEN
  --token T     the token itself; every user of this machine can see it in the process list
  --data DIR    folder for the event data store (.event-history)
  --in-memory   keep the events in memory instead
  --seed N      random seed of the simulated account (1)
  --no-live     do not generate new events in the simulated account
  --delivery-delay SECONDS
                how long events of what you do in the simulated account take to arrive (15)
  --throttle    answer no more calls of the AWS APIs a second than AWS does
  --evidence-key FILE
                Ed25519 private key (PEM) that seals the evidence bundles that are downloaded. It is only read
  --version     print the version
  --help        print this`

const DEFAULT_FOLDER = '.event-history'

/** Shorter tokens could be guessed, given enough time. */
const FEWEST_CHARACTERS = 16
const MOST_BYTES = 4096

export function parseOptions(argv: readonly string[], env: NodeJS.ProcessEnv = process.env): ConsoleOptions {
  const { values, positionals } = parse(argv)
  return {
    logFiles: positionals,
    port: wholeNumber('--port', values.port ?? '4700', 0, 65_535),
    host: values.host ?? '127.0.0.1',
    dataFolder: values['in-memory'] ? null : (values.data ?? DEFAULT_FOLDER),
    isDataFolderGiven: values.data !== undefined,
    seed: wholeNumber('--seed', values.seed ?? '1', 0, 2 ** 31 - 1),
    isLive: !values['no-live'],
    deliveryDelayMs: 1000 * wholeNumber('--delivery-delay', values['delivery-delay'] ?? '15', 0, 3600),
    isThrottled: values.throttle ?? false,
    evidenceKeyFile: values['evidence-key'] ?? null,
    help: values.help ?? false,
    version: values.version ?? false,
    token: values.help || values.version ? null : givenToken(values.token, values['token-file'], env),
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        token: { type: 'string' },
        'token-file': { type: 'string' },
        data: { type: 'string' },
        'in-memory': { type: 'boolean' },
        seed: { type: 'string' },
        'no-live': { type: 'boolean' },
        'delivery-delay': { type: 'string' },
        throttle: { type: 'boolean' },
        'evidence-key': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    })
  } catch (error) {
    const reason = (error as Error).message.split('. ')[0]!
    throw new OptionsError(`${reason}. ${pathAmong(argv) ?? 'Use --help to list the options.'}`)
  }
}

/** What to write for a path that begins like an option; null if none is given. */
function pathAmong(argv: readonly string[]): string | null {
  const path = argv.find((each) => each.startsWith('-') && existsSync(resolve(callerFolder(), each)))
  return path === undefined ? null : `To load the file or folder of that name, write ./${path}.`
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN
  if (number >= least && number <= most) return number
  throw new OptionsError(`${option} must be a whole number from ${least} to ${most}, not “${text}”.`)
}

/** The token from the first place that has one. In the environment an empty one counts as none. */
function givenToken(
  option: string | undefined,
  file: string | undefined,
  env: NodeJS.ProcessEnv,
): string | null {
  if (option !== undefined && file !== undefined)
    throw new OptionsError('Use either --token or --token-file, not both.')
  const token = option ?? (file === undefined ? env['EVENT_HISTORY_TOKEN'] || null : tokenInFile(file, env))
  if (token === null) return null
  if (token.length < FEWEST_CHARACTERS)
    throw new OptionsError(
      `The token has ${token.length} characters and could be guessed. Use ${FEWEST_CHARACTERS} or more, such as ${randomBytes(16).toString('hex')}.`,
    )
  if (!/^[!-~](?:[ -~]*[!-~])?$/.test(token))
    throw new OptionsError(
      'The token has characters that cannot be sent in a request. Use ASCII letters, digits and punctuation.',
    )
  return token
}

function tokenInFile(path: string, env: NodeJS.ProcessEnv): string {
  const [line = '', ...more] = readStart(path, env).split('\n')
  if (more.length === 0 && Buffer.byteLength(line) >= MOST_BYTES)
    throw new OptionsError(`The first line of --token-file ${path} is longer than ${MOST_BYTES} bytes.`)
  const token = line.trim()
  if (token === '')
    throw new OptionsError(
      `--token-file ${path} has no token. Write one of ${FEWEST_CHARACTERS} or more characters in its first line.`,
    )
  return token
}

/** The first bytes of a file, which may be a pipe without end. */
function readStart(path: string, env: NodeJS.ProcessEnv): string {
  const bytes = Buffer.alloc(MOST_BYTES)
  let length = 0
  try {
    const file = openSync(resolve(callerFolder(env), path), 'r')
    try {
      for (let read = -1; read !== 0 && length < MOST_BYTES && !bytes.includes('\n'); length += read)
        read = readSync(file, bytes, length, MOST_BYTES - length, null)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw new OptionsError(`--token-file ${path} cannot be read: ${whyNotRead(error)}.`)
  }
  return bytes.toString('utf8', 0, length)
}
