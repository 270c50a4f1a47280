import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { LogFileChoice } from '../sources/logFileChoice.ts'
import { callerFolder } from './callerFolder.ts'
import { givenReaders } from './givenReaders.ts'
import type { Reader } from './http/readers.ts'
import { endpointURL, isWeb, LOG_FILE_OPTIONS, logFileChoice } from './logFileOptions.ts'
import { OptionsError } from './optionsError.ts'

/** The options of the command line. */
export interface ConsoleOptions {
  /**
   * Where the log files are, as given: see `givenSource`. Without any, the simulated account is
   * shown.
   */
  readonly logFiles: readonly string[]
  /** The profile whose account's event history is read instead; null without. */
  readonly profile: string | null
  /** The address of an AWS endpoint that is not AWS's own. */
  readonly endpointURL: string | null
  /** Which log files of buckets are read, or which Regions and times of an account. */
  readonly choice: LogFileChoice
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** The folder of the event data store; null keeps it in memory. */
  readonly dataFolder: string | null
  /** Whether the folder was given rather than the default. */
  readonly isDataFolderGiven: boolean
  /** The address of a store that several consoles share; null for one of this console. */
  readonly sharedStore: string | null
  readonly seed: number
  /** Whether the simulated account has live events. */
  readonly isLive: boolean
  /** How long the events of calls in the simulated account take to arrive. */
  readonly deliveryDelayMs: number
  /** How often trails of the simulated account deliver log files, and digest files. */
  readonly deliverEveryMs: number
  readonly digestEveryMs: number
  /** The address or the folder that they deliver to, as given; null for the account's own buckets. */
  readonly deliverTo: string | null
  /** Whether the AWS APIs keep to AWS's quotas. */
  readonly isThrottled: boolean
  /** The private key that seals evidence bundles, as given; null seals none. */
  readonly evidenceKeyFile: string | null
  /** Files with keys that decrypt log files. */
  readonly keyFiles: readonly string[]
  /** Files with public keys of digest files, as given. */
  readonly publicKeys: readonly string[]
  /** The profile by whose credentials CloudTrail is asked for them; null without. */
  readonly publicKeysProfile: string | null
  readonly help: boolean
  readonly version: boolean
  /** Those whose tokens requests must have; empty requires none. */
  readonly readers: readonly Reader[]
}

export const USAGE = `Usage: npx event-history-console [PATH...] [options]
   or: npm start -- [PATH...] [options]
   or: npm start -- --account PROFILE [options]
   or: npm start -- verify BUNDLE [--public-key FILE] [--public-keys FILE]
   or: npm start -- validate PATH... [--public-keys FILE]

Shows CloudTrail events the way the AWS console's Event history does.
A PATH is a log file, a folder, which is searched recursively, a pattern such as 'logs/**/*.json.gz', s3://BUCKET/PREFIX, or - for standard input.
--account reads the event history of the AWS account of a profile, and what is new in it; it only reads.
Without either, a simulated account is shown.
verify says whether an evidence bundle is as it was downloaded, what was changed, and which log files its digest files vouch for. Exit status 0 or 1.
validate compares log files with their digest files and prints what is not valid (validate --help).

  --account PROFILE
                read the AWS account of this profile of the AWS CLI: its event history of up to 90 days, by LookupEvents
  --since T     of S3, only log files delivered from then on: a date, a time such as 2026-02-01T12:00Z, or 7d, 12h, 30m ago;
                of an account, only events since then
  --until T     of S3, only log files with what happened until then, those delivered up to a day later included;
                of an account, only events until then
  --account-id ID
                of S3, only log files of this account; may be repeated, or have commas, as --region
  --region R    of S3, only log files of this Region; of an account, read this Region instead of all that it has enabled
  --endpoint-url URL
                address of an S3 server, or with --account of an AWS endpoint, that is not AWS's
  --port N      port to listen on; 0 picks a free one (4700)
  --host H      address to listen on (127.0.0.1). To listen on another address, set a token of 16 characters or more.
                Open /?token=TOKEN once in each browser; programs send Authorization: Bearer TOKEN
  --token-file PATH
                file with the token, or with a line “NAME TOKEN” for each reader; or set EVENT_HISTORY_TOKEN
  --token T     the token itself; every user of this machine can see it in the process list
  --decryption-key FILE
                file with the key of log files that are encrypted with the AWS Encryption SDK; may be repeated
  --data DIR    folder for the event data store (.event-history)
  --in-memory   keep the events in memory instead
  --store clickhouse://USER@HOST:8123/DATABASE
                keep them in a ClickHouse database, which several consoles may share; without a PATH it is only read.
                The password is in CLICKHOUSE_PASSWORD
  --seed N      random seed of the simulated account (1)
  --no-live     do not generate new events in the simulated account
  --delivery-delay SECONDS
                how long events of what you do in the simulated account take to arrive (15)
  --deliver-every SECONDS
                how often trails of the simulated account deliver log files (300)
  --digest-every SECONDS
                how often they deliver digest files (3600)
  --deliver-to URL|DIR
                where they deliver to: an S3 server, or a folder, instead of the buckets of the simulated account
  --throttle    answer no more calls of the AWS APIs a second than AWS does
  --evidence-key FILE
                Ed25519 private key (PEM) that seals the evidence bundles that are downloaded. It is only read
  --public-keys FILE
                public keys of the digest files, as “aws cloudtrail list-public-keys” prints them; may be given again
  --public-keys-from PROFILE
                ask CloudTrail for them (ListPublicKeys), with the credentials of this profile of the AWS CLI
  --version     print the version
  --help        print this`

const DEFAULT_FOLDER = '.event-history'

export function parseOptions(
  argv: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  nowMs: number = Date.now(),
): ConsoleOptions {
  const { values, positionals } = parse(argv)
  return {
    logFiles: positionals,
    profile: profileOf(values.account, positionals, values['account-id']),
    endpointURL: endpointURL(values['endpoint-url']),
    choice: logFileChoice(values, nowMs),
    port: wholeNumber('--port', values.port ?? '4700', 0, 65_535),
    host: values.host ?? '127.0.0.1',
    dataFolder: values['in-memory'] ? null : (values.data ?? DEFAULT_FOLDER),
    isDataFolderGiven: values.data !== undefined,
    sharedStore: sharedStore(values),
    seed: wholeNumber('--seed', values.seed ?? '1', 0, 2 ** 31 - 1),
    isLive: !values['no-live'],
    deliveryDelayMs: 1000 * wholeNumber('--delivery-delay', values['delivery-delay'] ?? '15', 0, 3600),
    deliverEveryMs: 1000 * wholeNumber('--deliver-every', values['deliver-every'] ?? '300', 1, 86_400),
    digestEveryMs: 1000 * wholeNumber('--digest-every', values['digest-every'] ?? '3600', 1, 86_400),
    deliverTo: deliverTo(values['deliver-to']),
    isThrottled: values.throttle ?? false,
    evidenceKeyFile: values['evidence-key'] ?? null,
    keyFiles: values['decryption-key'] ?? [],
    publicKeys: values['public-keys'] ?? [],
    publicKeysProfile: values['public-keys-from'] ?? null,
    help: values.help ?? false,
    version: values.version ?? false,
    readers: values.help || values.version ? [] : givenReaders(values.token, values['token-file'], env),
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...LOG_FILE_OPTIONS,
        account: { type: 'string' },
        port: { type: 'string' },
        host: { type: 'string' },
        token: { type: 'string' },
        'token-file': { type: 'string' },
        data: { type: 'string' },
        'in-memory': { type: 'boolean' },
        store: { type: 'string' },
        seed: { type: 'string' },
        'no-live': { type: 'boolean' },
        'delivery-delay': { type: 'string' },
        'deliver-every': { type: 'string' },
        'digest-every': { type: 'string' },
        'deliver-to': { type: 'string' },
        throttle: { type: 'boolean' },
        'decryption-key': { type: 'string', multiple: true },
        'evidence-key': { type: 'string' },
        'public-keys': { type: 'string', multiple: true },
        'public-keys-from': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    })
  } catch (error) {
    const reason = (error as Error).message.split('. ')[0]!
    throw new OptionsError(`${reason}. ${pathAmong(argv) ?? 'Use --help to list the options.'}`)
  }
}

/** An account is read by itself: log files, which may be of several, are loaded into a store of their own. */
function profileOf(
  profile: string | undefined,
  paths: readonly string[],
  accountIds: readonly string[] | undefined,
): string | null {
  if (profile === undefined) return null
  if (profile === '') throw new OptionsError('--account must be a profile of the AWS CLI, such as default.')
  if (/^\d{12}$/.test(profile) && accountIds === undefined)
    throw new OptionsError(
      `--account must be a profile of the AWS CLI, not an account ID. To read log files of the account ${profile}, use --account-id.`,
    )
  if (accountIds !== undefined)
    throw new OptionsError(
      '--account-id chooses among log files. An account that is read by --account has one ID.',
    )
  if (paths.length > 0)
    throw new OptionsError(
      `--account reads an account, not log files. Remove ${paths[0]}, or start another console for it.`,
    )
  return profile
}

/** A shared store has log files: not the simulated account, nor an account that is read. */
function sharedStore({
  store,
  account,
  'in-memory': inMemory,
}: {
  readonly store?: string
  readonly account?: string
  readonly 'in-memory'?: boolean
}): string | null {
  if (store === undefined) return null
  for (const [option, isGiven] of [
    ['--account', account !== undefined],
    ['--in-memory', inMemory === true],
  ] as const)
    if (isGiven)
      throw new OptionsError(
        `--store keeps log files in a database. Remove ${option}, or start another console for it.`,
      )
  return store
}

function deliverTo(text: string | undefined): string | null {
  if (text === undefined) return null
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  if (text !== '' && (!isAddress || (isWeb(text) && URL.canParse(text)))) return text
  throw new OptionsError(
    `--deliver-to must be the address of an S3 server, such as http://127.0.0.1:9000, or a folder, not “${text}”.`,
  )
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
