import type { BatchReport } from '../eventStore.ts'
import { areLarge, bytesOf, MAX_BYTES_OF_LARGE_RECORDS, type RecordBatch } from '../recordBatch.ts'
import { splitBatch, withoutRow, withoutPending } from '../splitBatch.ts'
import { isOutOfMemory } from './engineErrors.ts'

/** A smaller batch is not the reason when memory is short. */
const LARGE_BYTES = 1024 * 1024

const TOO_LARGE =
  'The record is too large for the memory that the event data store may use, so it was skipped. Everything else in the file was loaded.'

const WITHOUT_ID_TOO_LARGE =
  'The records without eventID are too large for the memory that the event data store may use, so they were skipped. Everything else in the file was loaded.'

/**
 * Adds a batch. Many large records, and a batch that takes more memory than the engine may use, are added
 * in parts; a record that does so by itself becomes a problem of its log file.
 */
export async function addInParts(
  batch: RecordBatch,
  add: (part: RecordBatch) => Promise<BatchReport>,
): Promise<BatchReport> {
  const parts = hasManyLarge(batch) ? splitBatch(batch) : null
  if (parts) return addBoth(parts, add)
  try {
    return await add(batch)
  } catch (error) {
    if (!isOutOfMemory(error)) throw error
    const halves = splitBatch(batch)
    if (halves) return addBoth(halves, add)
    if (batch.rowCount === 1 && bytesOf(batch) >= LARGE_BYTES)
      return addInParts(withoutRow(batch, TOO_LARGE), add)
    if (!batch.contentEnd?.hash) throw error
    return add(withoutPending(batch, WITHOUT_ID_TOO_LARGE))
  }
}

/** More than are kept in one row group. A scanner takes any number of them. */
function hasManyLarge(batch: RecordBatch): boolean {
  const bytes = bytesOf(batch)
  return areLarge(batch.rowCount, bytes) && bytes > 2 * MAX_BYTES_OF_LARGE_RECORDS
}

async function addBoth(
  halves: readonly [RecordBatch, RecordBatch],
  add: (part: RecordBatch) => Promise<BatchReport>,
): Promise<BatchReport> {
  const first = await addInParts(halves[0], add)
  const second = await addInParts(halves[1], add)
  return {
    logFiles: first.logFiles.map((part, index) => {
      const rest = second.logFiles[index]!
      return {
        added: part.added + rest.added,
        duplicates: part.duplicates + rest.duplicates,
        conflicts: part.conflicts + rest.conflicts,
        salvaged: part.salvaged + rest.salvaged,
        leftOut: part.leftOut + rest.leftOut,
        problems: [...part.problems, ...rest.problems],
      }
    }),
  }
}
