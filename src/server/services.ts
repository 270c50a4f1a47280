import type { StatusResponse } from '../api/getStatus.ts'
import type { EventStore } from '../store/eventStore.ts'
import type { AccountFeed } from './account/accountFeed.ts'
import type { Downloads } from './downloads/downloads.ts'
import { notFound } from './http/problem.ts'
import type { Pace } from './http/pace.ts'
import type { JsonFile } from './kept/jsonFile.ts'
import type { NotesFile } from './kept/notesFile.ts'
import type { SavedViews } from './kept/savedViews.ts'
import type { LogFileLoader } from './loading/logFileLoader.ts'

/** What the server needs to answer requests. */
export interface Services {
  readonly store: EventStore
  readonly loader: LogFileLoader
  readonly notes: NotesFile
  /** The simulated account; null if log files are shown. */
  readonly feed: Pick<AccountFeed, 'act' | 'notStored'> | null
  readonly downloads: Downloads
  readonly views: JsonFile<SavedViews>
  readonly source: StatusResponse['source']
  readonly version: string
  readonly host: string
  readonly token: string | null
  readonly now: () => number
  /** How fast every request body must arrive. */
  readonly bodyPace: Pace
  /** The folder of the built console; null serves only the API. */
  readonly consoleFolder: string | null
}

/** The simulated account, or a 404: log files have no actions. */
export function simulatedAccount(feed: Services['feed']): NonNullable<Services['feed']> {
  if (feed) return feed
  throw notFound('This console shows log files, in which nothing can be done: start it without a path.')
}
