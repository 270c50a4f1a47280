import { describeRecord } from '../../../cloudtrail/describe.ts'
import type { EventNotes } from '../../../cloudtrail/eventNotes.ts'
import type { EventIntegrity } from '../../../cloudtrail/integrity.ts'
import { explain, type Explanation } from '../../../filter/explain.ts'
import type { Filter } from '../../../filter/filter.ts'
import { isProblem, type JsonDocument } from '../../models/record/jsonDocument.ts'
import type { OpenedRecord } from '../../models/record/openedRecord.ts'

/** Why a record matches, and the document in which to find the places. */
export interface ExplainedRecord {
  readonly explanation: Explanation
  readonly eventTimeMs: number | null
  readonly document: JsonDocument
}

/** Null when the text is not a record. */
export function explainRecord(
  filter: Filter,
  { document, record }: OpenedRecord,
  {
    notes,
    integrity,
  }: { readonly notes: EventNotes | undefined; readonly integrity: EventIntegrity | undefined },
  nowMs: number,
): ExplainedRecord | null {
  if (isProblem(document) || record === null) return null
  const event = describeRecord(record)
  return {
    explanation: explain(filter, { event, record, notes, integrity }, nowMs),
    eventTimeMs: event.eventTimeMs,
    document,
  }
}
