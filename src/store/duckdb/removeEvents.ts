import type { DuckDBConnection } from '@duckdb/node-api'
import type { RemovedLogFile } from '../eventStore.ts'
import { CONFLICT } from '../conflictProblems.ts'

export interface RemovedEvents extends RemovedLogFile {
  /** The shapes that no event has any more. */
  readonly shapes: ReadonlySet<number>
}

/**
 * Removes a log file with its problems, and the events that no other log file contains. The others
 * pass to the first of the log files that contain them, which counts them as added from then on.
 * Runs within a transaction. `pendingShapes`: queries for the shapes of rows that are not events
 * yet. null if there is no such log file.
 */
export async function removeEvents(
  writer: DuckDBConnection,
  id: number,
  pendingShapes: readonly string[],
): Promise<RemovedEvents | null> {
  const rows = async (sql: string) => (await writer.runAndReadAll(sql)).getRowsJS()
  const [file] = (await rows(`SELECT name FROM logFiles WHERE id = ${id}`)) as [string][]
  if (!file) return null
  await writer.run(`
    CREATE OR REPLACE TEMP TABLE heirs AS
      SELECT d.ordinal, min(d.logFile) AS logFile FROM duplicates d JOIN events e ON e.ordinal = d.ordinal
      WHERE e.logFile = ${id} AND d.logFile <> ${id} GROUP BY d.ordinal;
    CREATE OR REPLACE TEMP TABLE contested AS
      SELECT DISTINCT eventID FROM events WHERE logFile = ${id}
      AND eventID IN (SELECT eventID FROM events WHERE eventID IS NOT NULL AND idSuffix IS NOT NULL);
    DELETE FROM duplicates WHERE logFile = ${id};
    DELETE FROM duplicates USING temp.heirs h WHERE duplicates.ordinal = h.ordinal AND duplicates.logFile = h.logFile;
    UPDATE logFiles SET added = added + h.count, duplicates = greatest(0, duplicates - h.count)
      FROM (SELECT logFile, count(*) AS count FROM temp.heirs GROUP BY logFile) h WHERE logFiles.id = h.logFile;
    UPDATE events SET logFile = h.logFile FROM temp.heirs h WHERE events.ordinal = h.ordinal`)
  const [[kept]] = (await rows('SELECT count(*)::DOUBLE FROM temp.heirs')) as [[number]]
  const [[removed]] = (await rows(`SELECT count(*)::DOUBLE FROM events WHERE logFile = ${id}`)) as [[number]]
  await writer.run(`
    DELETE FROM events WHERE logFile = ${id};
    DELETE FROM problems WHERE file = ${id} OR file IS NULL AND logFile IN (
      SELECT unnest([name, path]) FROM logFiles WHERE id = ${id}
      EXCEPT SELECT unnest([name, path]) FROM logFiles WHERE id <> ${id}
    );
    DELETE FROM problems WHERE contains(reason, '${CONFLICT}') AND EXISTS (
      SELECT 1 FROM temp.contested c WHERE contains(reason, ' ' || c.eventID || ' ')
      AND (SELECT count(*) FROM events e WHERE e.eventID = c.eventID) < 2
    );
    DELETE FROM logFiles WHERE id = ${id};
    DELETE FROM segments WHERE NOT EXISTS (
      SELECT 1 FROM events e WHERE e.ordinal BETWEEN segments.firstOrdinal AND segments.lastOrdinal
    );
    DROP TABLE temp.heirs;
    DROP TABLE temp.contested`)
  return { name: file[0], removed, kept, shapes: await removeShapes(writer, pendingShapes) }
}

/** Removes the shapes that no event has, so that their paths are suggested no longer. */
async function removeShapes(
  writer: DuckDBConnection,
  pendingShapes: readonly string[],
): Promise<ReadonlySet<number>> {
  const used = ['SELECT shape FROM events', ...pendingShapes].join(' UNION ')
  const unused = (
    await writer.runAndReadAll(`SELECT id FROM shapes WHERE id NOT IN (${used})`)
  ).getRowsJS() as [number][]
  const shapes = new Set(unused.map(([shape]) => shape))
  if (shapes.size > 0)
    await writer.run(`
      DELETE FROM slots WHERE shape NOT IN (${used});
      DELETE FROM shapes WHERE id NOT IN (${used})`)
  return shapes
}
