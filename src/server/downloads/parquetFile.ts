import type { Order } from '../../filter/filter.ts'
import type { EventQuery, EventStore } from '../../store/eventStore.ts'
import { passingFile } from './passingFile.ts'

/**
 * The bytes of a Parquet file of the matching events. The end of such a file says where its parts are, so it is written
 * before it is sent.
 */
export const parquetFile = (
  store: EventStore,
  query: EventQuery,
  order: Order,
  onEvents: (count: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> =>
  passingFile(store, (file) => store.writeParquet(query, { order, file, onEvents }, signal))
