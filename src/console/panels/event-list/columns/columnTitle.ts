import { columnLabel } from '../../../models/address/columns.ts'

/** The header of a column on screen. That of the time column names the zone: `Event time (UTC)`. */
export const columnTitle = (column: string, zone: string): string =>
  column === 'eventTime' ? `${columnLabel(column)} (${zone})` : columnLabel(column)
