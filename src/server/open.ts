import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Hono } from 'hono'
import { givenSource } from '../sources/givenSource.ts'
import type { OtherBuckets } from '../sources/destination.ts'
import { openLiveAccount, type LiveAccount } from '../sources/live-account/liveAccount.ts'
import { s3Buckets } from '../sources/s3/s3Buckets.ts'
import { withDigestFiles } from '../sources/sourceOf.ts'
import { SourceError } from '../sources/sourceError.ts'
import { openSharedStore, openStore, storeExists } from '../store/openStore.ts'
import { StoreError } from '../store/storeError.ts'
import { AccountFeed, accountOn } from './account/accountFeed.ts'
import { AccountInsights } from './account/accountInsights.ts'
import { AwsAccount } from './account/awsAccount.ts'
import { folderBuckets } from './account/folderBuckets.ts'
import { RecordedCalls } from './account/recordedCalls.ts'
import { createApp } from './app.ts'
import { dataFolder } from './dataFolder.ts'
import { decryptionKeys } from './decryptionKeys.ts'
import { Sql } from './sql/sql.ts'
import { Downloads } from './downloads/downloads.ts'
import { KeyFileError, readEvidenceKey } from './evidence/evidenceKey.ts'
import { callerCommand, callerFolder } from './callerFolder.ts'
import { JsonFile } from './kept/jsonFile.ts'
import { openKept } from './kept/openKept.ts'
import { publicKeysOf } from '../integrity/publicKeys.ts'
import { decryptedFiles } from './integrity/decryptedFiles.ts'
import { givenPublicKeys } from './integrity/givenKeys.ts'
import { Validator, type Validated } from './integrity/validator.ts'
import { AccountReader } from './live-account/accountReader.ts'
import { READ_SPANS } from './live-account/readSpans.ts'
import { FollowedUploads } from './loading/followedUploads.ts'
import { LogFileLoader, type LogFileStream } from './loading/logFileLoader.ts'
import type { LoadSummary } from './loading/loadSummary.ts'
import { StoreInsights } from './insights/storeInsights.ts'
import { EventDataStores } from './stores/eventDataStores.ts'
import { complain } from './stores/openedStore.ts'
import { isWeb } from './logFileOptions.ts'
import type { ConsoleOptions } from './options.ts'
import { OptionsError } from './optionsError.ts'
import { STEADY } from './http/pace.ts'
import { printable } from './printable.ts'
import { isLoopback } from './http/security.ts'

declare const __VERSION__: string

/** An opened console: its store, and where its events come from. */
export interface OpenedConsole {
  readonly app: Hono
  readonly loader: LogFileLoader
  /** Reads a live account; null without. */
  readonly liveAccount: AccountReader | null
  /** Resolves when the log files of the command line are loaded, at once if there are none. */
  readonly load: (onProgress: () => void) => Promise<LoadSummary | null>
  readonly close: () => Promise<void>
}

/**
 * Opens what the options name. Throws an OptionsError, a SourceError or a StoreError with a
 * sentence for the user.
 */
export async function openConsole(options: ConsoleOptions): Promise<OpenedConsole> {
  if (!isLoopback(options.host) && options.readers.length === 0) {
    throw new OptionsError(
      `--host ${options.host} can be reached from other machines, so a token is required. Set one with --token-file.`,
    )
  }
  const evidenceKey =
    options.evidenceKeyFile === null
      ? null
      : readEvidenceKey(
          resolve(callerFolder(), options.evidenceKeyFile),
          `--evidence-key ${options.evidenceKeyFile}`,
        )
  const given =
    options.logFiles.length > 0
      ? await givenSource(options.logFiles, {
          folder: callerFolder(),
          command: callerCommand(),
          endpointURL: options.endpointURL,
          choice: options.choice,
        })
      : null
  if (given?.readsStandardInput && process.stdin.isTTY) throw new SourceError(nothingPiped())
  const publicKeys = await givenPublicKeys(
    {
      paths: options.publicKeys,
      profile: options.publicKeysProfile,
      endpointURL: options.endpointURL,
    },
    callerFolder(),
  )
  const folder = dataFolder(options)
  const live =
    options.profile === null
      ? null
      : await openLiveAccount(options.profile, {
          regions: options.choice.regions,
          endpointURL: options.endpointURL,
        })
  const showsLogFiles =
    live === null &&
    (given !== null ||
      options.sharedStore !== null ||
      (options.isDataFolderGiven && folder !== null && storeExists({ folder, name: LOG_FILES })))
  const { source, name, title } = shown(live, showsLogFiles)
  const keys = await decryptionKeys(options.keyFiles, folder)
  const store =
    options.sharedStore === null
      ? await openStore({ folder, name })
      : await openSharedStore(options.sharedStore, process.env)
  const kept = openKept(store, folder, name, Date.now)
  const { notes, views } = kept
  const loader = new LogFileLoader(store, undefined, keys)
  const account = accountOn(options.seed, Date.now())
  const calls =
    source === 'simulated'
      ? new RecordedCalls(
          folder && join(folder, `${ACCOUNT}-${options.seed}.calls.ndjson`),
          store,
          Date.now,
          options.deliveryDelayMs,
        )
      : null
  const read = new JsonFile(live && folder && join(folder, `${name}.read.json`), READ_SPANS)
  const { sinceMs, untilMs } = options.choice
  const liveAccount = live && new AccountReader(live, { store, file: read, sinceMs, untilMs, now: Date.now })
  const feed = calls && new AccountFeed(store, account, calls, Date.now)
  const accountInsights = calls && new AccountInsights(store, Date.now, options.deliveryDelayMs)
  const insights = accountInsights?.found ?? new StoreInsights(store, Date.now)
  try {
    const isNew = await feed?.deliverHistory(options.isLive)
    if (isNew) await accountInsights?.record()
  } catch (error) {
    await store.close()
    throw error instanceof StoreError
      ? new StoreError(`The simulated account cannot be stored: ${error.message}.`)
      : error
  }
  const stores = new EventDataStores(folder, { id: name, source, name: title, store }, Date.now)
  await Promise.all([views.read(), notes.load(), read.read(), stores.clean()]).catch((error: unknown) =>
    complain(folder, `${(error as Error).message}.`),
  )
  for (const { problem } of [views, notes, read]) if (problem) complain(folder, problem)
  const aws = new AwsAccount({
    account,
    store,
    calls,
    insights: accountInsights,
    foundInsights: insights,
    folder,
    now: Date.now,
    tokens: options.readers.map(({ token }) => token),
    isThrottled: options.isThrottled,
    trailTimes: {
      isLive: options.isLive,
      intervalMs: options.deliverEveryMs,
      digestMs: options.digestEveryMs,
    },
    otherBuckets: options.deliverTo === null ? null : otherBuckets(options.deliverTo),
  })
  if (calls) aws.startDelivering()
  accountInsights?.start()
  const files = given?.files ?? null
  const validator = new Validator({
    validated: async () =>
      files
        ? {
            source: decryptedFiles(withDigestFiles(files.spec), keys),
            publicKeys,
            sinceMs: options.choice.sinceMs,
          }
        : calls && options.deliverTo === null
          ? await accountToValidate(aws)
          : null,
    now: Date.now,
    onDone: ({ integrity }) => store.setIntegrity(integrity),
  })
  const sql = new Sql()
  let isClosing = false
  const app = createApp({
    storeID: name,
    source,
    store,
    loader,
    notes,
    insights,
    feed,
    liveAccount,
    downloads: new Downloads(),
    sql,
    evidenceKey,
    followedUploads: new FollowedUploads(),
    keepOpen: () => () => {},
    stores,
    views,
    validator,
    aws,
    version: __VERSION__,
    host: options.host,
    readers: options.readers,
    now: Date.now,
    bodyPace: STEADY,
    consoleFolder: builtFolder('../console'),
    docsFolder: builtFolder('../docs') ?? builtFolder('../../dist/docs'),
  })
  return {
    app,
    loader,
    liveAccount,
    load: async (onProgress) => {
      if (given === null) return null
      const streams = given.readsStandardInput ? [STANDARD_INPUT] : []
      const summary = await loader.load(files, onProgress, streams)
      if (summary?.hasDigestFiles && !isClosing) await validator.start()
      return summary
    },
    close: async () => {
      sql.close()
      isClosing = true
      await validator.cancel()
      await feed?.stop()
      await accountInsights?.stop()
      await liveAccount?.close()
      kept.close()
      const stopped = aws.stop()
      await stores.close()
      await loader.close()
      await store.close()
      // Last, as what the account sends may take long.
      await stopped
    },
  }
}

const otherBuckets = (to: string): OtherBuckets =>
  isWeb(to) ? s3Buckets(to) : folderBuckets(resolve(callerFolder(), to))

/** What the trails of the simulated account delivered; loaded when it is validated, as the AWS APIs are. */
async function accountToValidate(aws: AwsAccount): Promise<Validated> {
  const { accountTrailFiles } = await import('./integrity/accountTrailFiles.ts')
  const endpoint = await aws.endpoint()
  return {
    source: accountTrailFiles(endpoint),
    publicKeys: async () => publicKeysOf(endpoint.deliveries.publicKeys()),
    sinceMs: null,
  }
}

const STANDARD_INPUT: LogFileStream = { name: 'standard input', bytes: process.stdin }

const nothingPiped = (): string =>
  `Standard input is the terminal. Send a log file to it, such as “cat trail.json.gz | ${callerCommand()} -”.`

/** The sentence for the user, if the error has one; null for a defect. */
export function refusalOf(error: unknown): string | null {
  const isRefusal = [OptionsError, SourceError, StoreError, KeyFileError].some(
    (refusal) => error instanceof refusal,
  )
  return isRefusal ? printable((error as Error).message) : null
}

/**
 * The default stores in a data folder. They are never mixed, so that loaded events stay by
 * themselves.
 */
const LOG_FILES = 'log-files'
const ACCOUNT = 'account'

/** What the console shows, the name of its store's files, and how it is called on the page. */
function shown(live: LiveAccount | null, showsLogFiles: boolean) {
  if (live !== null)
    return {
      source: 'live-account',
      name: `live-${live.accountId}`,
      title: `Account ${live.accountId}`,
    } as const
  return showsLogFiles
    ? ({ source: 'log-files', name: LOG_FILES, title: 'Log files' } as const)
    : ({ source: 'simulated', name: ACCOUNT, title: 'Simulated account' } as const)
}

/**
 * A folder of built files, by its path from here; null where it is none. Beside the built server it
 * is one; in development it is a folder of sources.
 */
function builtFolder(path: string): string | null {
  const folder = join(dirname(fileURLToPath(import.meta.url)), path)
  return existsSync(join(folder, 'index.html')) ? folder : null
}
