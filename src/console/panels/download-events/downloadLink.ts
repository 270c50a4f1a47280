import { downloadEvents, type DownloadFormat } from '../../../api/downloadEvents.ts'
import { requestAddress } from '../../../api/requestAddress.ts'
import type { Filter, Order } from '../../../filter/filter.ts'

export interface DownloadLink {
  readonly format: DownloadFormat
  readonly gzip: boolean
  readonly href: string
}

/** The address of a file with every event that matches the filter when the download starts. */
export function downloadLink(
  filter: Filter,
  order: Order,
  format: DownloadFormat,
  gzip: boolean,
  withNotes = false,
): DownloadLink {
  const href = requestAddress(downloadEvents, {
    filter,
    format,
    compression: gzip ? 'gzip' : undefined,
    order: order === 'oldest' ? order : undefined,
    notes: withNotes ? 'include' : undefined,
  })
  return { format, gzip, href }
}
