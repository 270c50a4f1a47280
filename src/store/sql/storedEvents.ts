import type { RecordShape } from '../../cloudtrail/recordShape.ts'
import { eventFrom } from '../eventColumns.ts'
import type { StoredEvent } from '../eventStore.ts'
import type { Row } from './sqlReader.ts'
import { recordOf, shapeIdOf } from './rows.ts'

/** The shapes of a store, by number. */
export interface KnownShapes {
  get(ids: Iterable<number>): Promise<ReadonlyMap<number, RecordShape>>
}

/** The events of rows selected by wholeRow. */
export async function storedEvents(rows: readonly Row[], known: KnownShapes): Promise<StoredEvent[]> {
  const shapes = await known.get(rows.map(shapeIdOf))
  return rows.map((row) => ({ event: eventFrom(row), record: recordOf(row, shapes) }))
}
