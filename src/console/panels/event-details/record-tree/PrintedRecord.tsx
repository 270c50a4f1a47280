import type { JsonDocument, JsonLine } from '../../../models/record/jsonDocument.ts'
import { usePrinting } from '../../../ui/usePrinting.ts'
import { printRecord } from './printRecord.ts'
import './PrintedRecord.css'

export interface PrintedRecordProps {
  readonly document: JsonDocument
  readonly masked: ReadonlySet<JsonLine>
}

/** The whole record, on paper: on screen only the visible rows exist. */
export function PrintedRecord({ document, masked }: PrintedRecordProps) {
  const printing = usePrinting()
  return printing && <pre className="printed-record">{printRecord(document, masked).text}</pre>
}
