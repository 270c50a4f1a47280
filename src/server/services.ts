import type { AwsAccount } from './account/awsAccount.ts'
import type { RecordedCalls } from './account/recordedCalls.ts'
import type { BuiltFolders } from './consolePages.ts'
import type { Downloads } from './downloads/downloads.ts'
import type { EvidenceKey } from './evidence/evidenceKey.ts'
import { notFound } from './http/problem.ts'
import type { Pace } from './http/pace.ts'
import type { Reader } from './http/readers.ts'
import type { KeptViews } from './kept/keptViews.ts'
import type { Validator } from './integrity/validator.ts'
import type { FollowedUploads } from './loading/followedUploads.ts'
import type { EventDataStores } from './stores/eventDataStores.ts'
import type { Sql } from './sql/sql.ts'
import type { OpenedStore } from './stores/openedStore.ts'

/** What the server needs to answer requests: the event data store of a request, and what all share. */
export interface Services extends Omit<OpenedStore, 'close'>, BuiltFolders {
  readonly stores: EventDataStores
  readonly downloads: Downloads
  readonly sql: Sql
  /** Seals evidence bundles; null without a key. */
  readonly evidenceKey: EvidenceKey | null
  readonly followedUploads: FollowedUploads
  readonly views: KeptViews
  readonly validator: Validator
  /** The AWS APIs: of the simulated account, or lookups in log files. */
  readonly aws: AwsAccount
  readonly version: string
  readonly host: string
  readonly readers: readonly Reader[]
  readonly now: () => number
  /** How fast every request body must arrive. */
  readonly bodyPace: Pace
}

/** The calls recorded in the simulated account, or a 404: log files have no account to act in. */
export function recordedCalls({ calls }: AwsAccount): RecordedCalls {
  if (calls) return calls
  throw notFound(
    'This console shows log files. Actions need the simulated account: start the console without a path.',
  )
}
