import { columnLabel } from '../../../models/address/columns.ts'

/** The title of a column on screen. That of the times names their zone: `Event time (UTC)`. */
export const columnTitle = (column: string, zone: string): string =>
  column === 'eventTime' ? `${columnLabel(column)} (${zone})` : columnLabel(column)
