import { CloudTrailRecord, type RecordReader } from '../../cloudtrail/record.ts'
import { restoreRow } from '../shapes/athenaRows.ts'
import { recordOfEcs } from '../shapes/ecs.ts'
import { isCloudTrailRecord } from '../../cloudtrail/isCloudTrailRecord.ts'
import { recordOfOcsf } from '../shapes/ocsf.ts'
import { recordOfRowObject } from '../tables/rowObject.ts'
import { withStructures } from '../tables/structsInRow.ts'

/**
 * The record that a whole object was made from, as Athena, Security Lake and Elastic do; null for any other
 * object. A column with the record itself is left to be searched. `text` is valid JSON.
 */
export function recordMadeInto(reader: RecordReader, text: string): CloudTrailRecord | null {
  if (text.includes('"class_uid"')) return read(reader, recordOfOcsf(text))
  if (/"(?:aws\.)?cloudtrail/.test(text)) {
    const record = read(reader, recordOfEcs(text))
    if (record) return record
  }
  return /"event_?json"/i.test(text) ? null : recordOfRow(reader, text)
}

/** The record of a row of Athena or CloudTrail Lake, null if it is none. `text` is valid JSON. */
export function recordOfRow(reader: RecordReader, text: string): CloudTrailRecord | null {
  return read(reader, restoreRow(withStructures(text)))
}

/** The same of a row of any table, whose columns have the names of members or paths. */
export function recordOfAnyRow(reader: RecordReader, text: string): CloudTrailRecord | null {
  return recordOfRow(reader, text) ?? read(reader, recordOfRowObject(text))
}

function read(reader: RecordReader, text: string | null): CloudTrailRecord | null {
  const record = text === null ? null : reader.read(text)
  return record instanceof CloudTrailRecord && isCloudTrailRecord(record) ? record : null
}
