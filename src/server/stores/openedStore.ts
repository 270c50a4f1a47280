import { join } from 'node:path'
import type { EventDataStore } from '../../api/stores.ts'
import { openStore } from '../../store/openStore.ts'
import type { EventStore } from '../../store/eventStore.ts'
import type { AccountFeed } from '../account/accountFeed.ts'
import type { AccountReader } from '../live-account/accountReader.ts'
import { StoreInsights } from '../insights/storeInsights.ts'
import type { KeptNotes } from '../kept/keptNotes.ts'
import { NotesFile } from '../kept/notesFile.ts'
import { LogFileLoader } from '../loading/logFileLoader.ts'
import { printable } from '../printable.ts'

/** An event data store that is open, with what belongs to it. */
export interface OpenedStore {
  readonly storeID: string
  readonly source: EventDataStore['source']
  readonly store: EventStore
  readonly loader: LogFileLoader
  readonly notes: KeptNotes
  readonly insights: StoreInsights
  /** The simulated account; null for log files. */
  readonly feed: Pick<AccountFeed, 'notStored'> | null
  /** Reads the event history of an AWS account; null where it is another store. */
  readonly liveAccount: Pick<AccountReader, 'status' | 'notStored'> | null
  /**
   * Keeps it open until the function that is returned is called: for what goes on after the request
   * has been answered.
   */
  readonly keepOpen: () => () => void
  readonly close: () => Promise<void>
}

/** How much memory the engine of a store beside the default one may use. */
const MEMORY_LIMIT = '250MB'

/** Opens the store of log files in a folder, or creates it; a null folder keeps it in memory. */
export async function openLogFileStore(
  storeID: string,
  folder: string | null,
  now: () => number,
  keepOpen: OpenedStore['keepOpen'],
): Promise<OpenedStore> {
  const store = await openStore({ folder, name: 'events', memoryLimit: MEMORY_LIMIT })
  const loader = new LogFileLoader(store)
  const notes = new NotesFile(folder && join(folder, 'notes.ndjson'), store, now)
  await notes.load().catch((error: unknown) => complain(folder, `${(error as Error).message}.`))
  if (notes.problem) complain(folder, notes.problem)
  return {
    storeID,
    source: 'log-files',
    store,
    loader,
    notes,
    insights: new StoreInsights(store, now),
    feed: null,
    liveAccount: null,
    keepOpen,
    close: async () => {
      await loader.close()
      await store.close()
    },
  }
}

/** Says on the terminal what is wrong with a file in a folder. */
export const complain = (folder: string | null, sentence: string): void =>
  console.error(printable(`In ${folder}: ${sentence}`))
