import { eventFrom } from '../eventColumns.ts'
import type { StoredEvent } from '../eventStore.ts'
import type { Row } from './connections.ts'
import { recordOf, shapeIdOf } from './rows.ts'
import type { Shapes } from './shapes.ts'

/** The events of rows selected by WHOLE_ROW. */
export async function storedEvents(rows: readonly Row[], known: Shapes): Promise<StoredEvent[]> {
  const shapes = await known.get(rows.map(shapeIdOf))
  return rows.map((row) => ({ event: eventFrom(row), record: recordOf(row, shapes) }))
}
