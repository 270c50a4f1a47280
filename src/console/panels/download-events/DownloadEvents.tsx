import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown'
import { DOWNLOAD_FORMATS, type DownloadFormat } from '../../../api/downloadEvents.ts'
import type { Filter, Order } from '../../../filter/filter.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { countOf } from '../../ui/numbers.ts'
import { downloadLink } from './downloadLink.ts'

export interface DownloadEventsProps {
  readonly filter: Filter
  readonly order: Order
  /** The number of events; undefined while they are counted. */
  readonly count: number | undefined
}

const NAMES: Readonly<Record<DownloadFormat, { readonly text: string; readonly secondaryText: string }>> = {
  json: { text: 'JSON', secondaryText: 'Original records, as a log file' },
  ndjson: { text: 'NDJSON', secondaryText: 'Original records, one a line' },
  csv: { text: 'CSV', secondaryText: 'The AWS console’s 16 columns' },
}

/** Formats that can contain notes, and where. */
const NOTED: readonly (readonly [DownloadFormat, string])[] = [
  ['json', 'Stars, tags and comments behind the records'],
  ['csv', 'Three columns more'],
]

/** Plain links: the browser downloads the file, whose size is not limited. */
export function DownloadEvents({ filter, order, count }: DownloadEventsProps) {
  const download = (format: DownloadFormat) =>
    count === 0 ? undefined : () => follow(downloadLink(filter, order, format, false).href)
  useCommands({
    downloadJson: download('json'),
    downloadNdjson: download('ndjson'),
    downloadCsv: download('csv'),
  })
  const items = (gzip: boolean): ButtonDropdownProps.Item[] =>
    DOWNLOAD_FORMATS.map((format) => ({
      id: `${format}${gzip ? '-gzip' : ''}`,
      text: `Download as ${NAMES[format].text}${gzip ? ', gzip' : ''}`,
      ...(gzip ? {} : { secondaryText: NAMES[format].secondaryText }),
      href: downloadLink(filter, order, format, gzip).href,
      download: true,
    }))
  const withNotes: ButtonDropdownProps.Item[] = NOTED.map(([format, secondaryText]) => ({
    id: `${format}-notes`,
    text: `Download as ${NAMES[format].text}, with notes`,
    secondaryText,
    href: downloadLink(filter, order, format, false, true).href,
    download: true,
  }))
  return (
    <ButtonDropdown
      items={[
        {
          id: 'plain',
          text: count === undefined ? 'All matching events' : countOf(count, 'event'),
          items: items(false),
        },
        { id: 'gzip', text: 'Compressed', items: items(true) },
        { id: 'notes', text: 'With notes', items: withNotes },
      ]}
      disabled={count === 0}
      expandToViewport
    >
      Download events
    </ButtonDropdown>
  )
}

/** Does what a click on the link would do. */
function follow(href: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = ''
  link.click()
}
