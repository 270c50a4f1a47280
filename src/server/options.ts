import { parseArgs } from 'node:util'

/** What a person can say on the command line. */
export interface ConsoleOptions {
  /** Files and folders to load; without any, the simulated account is shown. */
  readonly paths: readonly string[]
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** Where the event data store lives; null keeps it in memory. */
  readonly dataFolder: string | null
  /** Whether the folder was named by the person rather than taken by default. */
  readonly isDataFolderGiven: boolean
  readonly seed: number
  /** Whether the simulated account goes on. */
  readonly isLive: boolean
  readonly help: boolean
  readonly version: boolean
  /** What others must send to be served when the console listens beyond this machine; null asks nothing. */
  readonly token: string | null
}

/** Something on the command line that cannot be followed: a sentence for the person who wrote it. */
export class OptionsError extends Error {}

export const USAGE = `Usage: npm start -- [PATH...] [options]

Shows CloudTrail events as the AWS console's Event history does.
With no PATH it shows a simulated account; PATHs are log files, or folders that are searched for them.

  --port N      port to listen on, 0 for any free one (4700)
  --host H      address to listen on (127.0.0.1); beyond this machine it needs --token
  --token T     what browsers must give once, as /?token=T, when it listens beyond this machine; 16 characters or more are safe
  --data DIR    where the event data store lives (.event-history)
  --in-memory   keep the event data store in memory
  --seed N      the simulated account to show (1)
  --no-live     let the simulated account stand still
  --version     print the version
  --help        print this`

const DEFAULT_FOLDER = '.event-history'

export function parseOptions(argv: readonly string[]): ConsoleOptions {
  const { values, positionals } = parse(argv)
  return {
    paths: positionals,
    port: wholeNumber('--port', values.port ?? '4700', 0, 65_535),
    host: values.host ?? '127.0.0.1',
    dataFolder: values['in-memory'] ? null : (values.data ?? DEFAULT_FOLDER),
    isDataFolderGiven: values.data !== undefined,
    seed: wholeNumber('--seed', values.seed ?? '1', 0, 2 ** 31 - 1),
    isLive: !values['no-live'],
    help: values.help ?? false,
    version: values.version ?? false,
    token: values.token ?? null,
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
        data: { type: 'string' },
        'in-memory': { type: 'boolean' },
        seed: { type: 'string' },
        'no-live': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    })
  } catch (error) {
    const reason = (error as Error).message.split('. ')[0]!
    throw new OptionsError(`${reason}. npm start -- --help lists the options.`)
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN
  if (number >= least && number <= most) return number
  throw new OptionsError(`${option} takes a whole number from ${least} to ${most}, not “${text}”.`)
}
