import { describeRecord } from '../../../cloudtrail/describe.ts'
import type { EventNotes } from '../../../cloudtrail/eventNotes.ts'
import { readRecord } from '../../../cloudtrail/record.ts'
import { explain, type Explanation } from '../../../filter/explain.ts'
import type { Filter } from '../../../filter/filter.ts'
import { isProblem, parseJsonDocument, type JsonDocument } from './record-tree/jsonDocument.ts'

/** Why a record matches, and the document to find the places in. */
export interface ExplainedRecord {
  readonly explanation: Explanation
  readonly eventTimeMs: number | null
  readonly document: JsonDocument
}

/** Null when the text is no record. */
export function explainRecord(
  filter: Filter,
  recordText: string,
  notes: EventNotes | undefined,
  nowMs: number,
): ExplainedRecord | null {
  const document = parseJsonDocument(recordText)
  if (isProblem(document)) return null
  try {
    const record = readRecord(recordText)
    const event = describeRecord(record)
    return {
      explanation: explain(filter, { event, record, notes }, nowMs),
      eventTimeMs: event.eventTimeMs,
      document,
    }
  } catch {
    return null
  }
}
