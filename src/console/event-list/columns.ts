import { isEventField, labelOf } from '../../cloudtrail/fields.ts'

/** Pixels a column takes until a person has dragged it. */
const WIDTHS: Readonly<Record<string, number>> = {
  eventName: 260,
  eventTime: 228,
  userName: 190,
  eventSource: 210,
  resourceType: 190,
  resourceName: 280,
  awsRegion: 120,
  sourceIPAddress: 150,
  userAgent: 260,
  errorCode: 180,
  readOnly: 100,
  accessKeyId: 190,
  accountId: 130,
  invokedBy: 180,
  eventType: 150,
  eventCategory: 130,
  eventID: 300,
}

export const MIN_COLUMN_WIDTH = 64

export const defaultWidth = (column: string): number => WIDTHS[column] ?? 200

export const columnLabel = labelOf

/** Columns whose cells the server has to read from the record: asked for with each page. */
export const pathColumns = (columns: readonly string[]): readonly string[] =>
  columns.filter((column) => !isEventField(column))
