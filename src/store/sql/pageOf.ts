import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import type { Page, WholePage } from '../eventStore.ts'
import type { Row, SqlReader } from './sqlReader.ts'
import type { Repeats } from './repeats.ts'
import { keyOf, listedEventOf, ordinalOf } from './rows.ts'
import { storedEvents, type KnownShapes } from './storedEvents.ts'

/**
 * The events of rows selected by listedRow, with the values that their records have at some paths.
 */
export async function pageOf(
  rows: readonly Row[],
  paths: readonly string[],
  reader: SqlReader,
  signal: AbortSignal | undefined,
): Promise<Page['events']> {
  const events = rows.map((row) => ({ event: listedEventOf(row) }))
  if (paths.length === 0 || rows.length === 0) return events
  const { events: table, param, shown, joinItems, leafTexts, slotsOfPath, shape } = reader.dialect
  const ordinals = rows.map(ordinalOf)
  // The engine extracts them, since the records of a page may be too large to hold in memory.
  const picked = paths.map((_, path) => shown(joinItems(leafTexts(`p${path}.slots`), "', '")))
  const joins = paths.map(
    (_, path) => `LEFT JOIN ${slotsOfPath(param(path + 1))} p${path} ON p${path}.shape = ${shape}`,
  )
  const found = await reader.query(
    `SELECT e.ordinal::DOUBLE, ${picked.join(', ')} FROM ${table} e ${joins.join(' ')} WHERE e.ordinal IN (${ordinals.join(',')})`,
    paths,
    signal,
  )
  const values = new Map(
    found.map(([ordinal, ...texts]): [number, CloudTrailEvent['values']] => [
      ordinal as number,
      Object.fromEntries(paths.map((path, index) => [path, (texts[index] as string | null) || null])),
    ]),
  )
  return events.map(({ event }, index) => ({ event: { ...event, values: values.get(ordinals[index]!)! } }))
}

/** The first rows of those selected by wholeRow as a page; if there are more, the page has a next. */
export async function wholePageOf(
  rows: readonly Row[],
  limit: number,
  shapes: KnownShapes,
): Promise<WholePage> {
  const wanted = rows.slice(0, limit)
  return {
    events: await storedEvents(wanted, shapes),
    next: rows.length > limit ? keyOf(wanted.at(-1)!) : null,
  }
}

/** The same events, each with the counts of the repeats in its row. */
export async function withRepeats(
  repeats: Repeats,
  found: Page['events'],
  rows: readonly Row[],
  signal: AbortSignal | undefined,
): Promise<Page['events']> {
  const ordinals = rows.map(ordinalOf)
  const counts = await repeats.counts(ordinals, signal)
  return found.map(({ event }, index) => {
    const row = counts.get(ordinals[index]!)
    const { count, errorCount } = row ?? { count: 1, errorCount: event.errorCode === null ? 0 : 1 }
    const oldestTime = row ? repeats.oldestTime(event.eventTime, row.oldestMs) : event.eventTime
    return { event: { ...event, repeats: { count, errorCount, oldestTime } } }
  })
}
