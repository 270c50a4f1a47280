import { accountOn } from '../server/account/accountFeed.ts'
import { AwsAccount } from '../server/account/awsAccount.ts'
import type { Services } from '../server/services.ts'
import { JsonFile } from '../server/kept/jsonFile.ts'
import { Downloads } from '../server/downloads/downloads.ts'
import { Validator } from '../server/integrity/validator.ts'
import { FollowedUploads } from '../server/loading/followedUploads.ts'
import { LogFileLoader } from '../server/loading/logFileLoader.ts'
import { StoreInsights } from '../server/insights/storeInsights.ts'
import { NotesFile } from '../server/kept/notesFile.ts'
import { STEADY } from '../server/http/pace.ts'
import { SAVED_VIEWS } from '../server/kept/savedViews.ts'
import { Sql } from '../server/sql/sql.ts'
import { EventDataStores } from '../server/stores/eventDataStores.ts'
import type { EventStore } from '../store/eventStore.ts'

/** The services of a server of log files on this machine: only the API, unless overridden. */
export function servicesOf(store: EventStore, changed: Partial<Services> = {}): Services {
  const source = changed.source ?? 'log-files'
  const insights = new StoreInsights(store, changed.now ?? (() => 0))
  return {
    storeID: 'default',
    source,
    store,
    loader: new LogFileLoader(store),
    insights,
    notes: new NotesFile(null, store, () => 0),
    feed: null,
    liveAccount: null,
    downloads: new Downloads(),
    sql: new Sql(),
    evidenceKey: null,
    followedUploads: new FollowedUploads(),
    views: new JsonFile(null, SAVED_VIEWS),
    validator: new Validator({ validated: async () => null, now: () => 0, onDone: async () => {} }),
    keepOpen: () => () => {},
    aws: new AwsAccount({
      account: accountOn(7, 0),
      store,
      calls: null,
      foundInsights: insights,
      folder: null,
      now: () => 0,
      tokens: [],
      isThrottled: false,
    }),
    stores: new EventDataStores(null, { id: 'default', source, name: 'Default', store }, () => 0),
    version: '1.2.3',
    host: '127.0.0.1',
    readers: [],
    now: () => 0,
    bodyPace: STEADY,
    consoleFolder: null,
    docsFolder: null,
    ...changed,
  }
}
