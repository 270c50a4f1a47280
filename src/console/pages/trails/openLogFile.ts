import { listStores } from '../../../api/stores.ts'
import { readLogFileKey } from '../../../cloudtrail/logFileKey.ts'
import { addressedAs, makeStore, openStore } from '../../models/queries/stores.ts'
import { send } from '../../models/queries/request.ts'
import { getObject, nameIn, type BucketPlace } from '../../models/trails/bucketObjects.ts'
import { loadLogFiles } from '../../panels/load-log-files/useLogFileBatches.ts'

/**
 * Shows the events of a log file in an event data store of its own, so that they do not mix with
 * those of the account. A log file never changes, so it is loaded only once.
 */
export async function openLogFile(place: BucketPlace, key: string): Promise<void> {
  const name = storeNameOf(key)
  const { stores } = await send(listStores, {})
  const loaded = stores.find((store) => store.name === name)
  if (loaded) return openStore(addressedAs(loaded))
  const bytes = await getObject(place, key)
  const { id } = await makeStore(name)
  await openStore(id)
  void loadLogFiles([{ name: key, file: new File([bytes], nameIn(key)) }], id)
}

/** What tells a log file from others, short enough for the name of a store. */
function storeNameOf(key: string): string {
  const read = readLogFileKey(key)
  if (!read) return nameIn(key)
  const delivered = new Date(read.deliveredMs).toISOString().slice(0, 16).replace('T', ' ')
  return `Log file ${read.region} ${delivered} ${read.unique}`
}
