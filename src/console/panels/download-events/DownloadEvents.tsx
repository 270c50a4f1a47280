import ButtonDropdown, { type ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown'
import { COMPRESSED_FORMATS, DOWNLOAD_FORMATS, type DownloadFormat } from '../../../api/downloadEvents.ts'
import type { Filter, Order } from '../../../filter/filter.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { useStartDownload } from '../../models/queries/downloads.ts'
import { isReadable } from '../../models/queries/resolvedQuery.ts'
import { countOf } from '../../ui/numbers.ts'

export interface DownloadEventsProps {
  readonly filter: Filter
  readonly order: Order
  /** The number of events; undefined while they are counted. */
  readonly count: number | undefined
}

const NAMES: Readonly<Record<DownloadFormat, { readonly text: string; readonly secondaryText: string }>> = {
  json: { text: 'JSON', secondaryText: 'Original records, as {"Records":[…]}' },
  ndjson: { text: 'NDJSON', secondaryText: 'Original records, one per line' },
  csv: { text: 'CSV', secondaryText: 'The 16 columns of the AWS console' },
  parquet: { text: 'Parquet', secondaryText: 'The columns of Athena’s table of CloudTrail logs' },
  evidence: {
    text: 'evidence bundle (.zip)',
    secondaryText: 'For auditors and investigators: records, filter and log files, which others can verify',
  },
}

/** Formats that can contain notes, and where. */
const NOTED: readonly (readonly [DownloadFormat, string])[] = [
  ['json', 'Stars, tags and comments after the records'],
  ['csv', 'In three extra columns'],
]

/** What an item of the menu downloads, by its ID. */
const FILES = {
  ...Object.fromEntries(
    DOWNLOAD_FORMATS.flatMap((format) => [
      [format, { format }],
      [`${format}-gzip`, { format, gzip: true }],
    ]),
  ),
  ...Object.fromEntries(NOTED.map(([format]) => [`${format}-notes`, { format, withNotes: true }])),
} as Readonly<Record<string, { format: DownloadFormat; gzip?: boolean; withNotes?: boolean }>>

/** Downloads the events of the list in one of the formats. */
export function DownloadEvents({ filter, order, count }: DownloadEventsProps) {
  const { mutate: start } = useStartDownload()
  const hasNone = count === 0 || !isReadable(filter)
  const download = (format: DownloadFormat) => (hasNone ? undefined : () => start({ filter, order, format }))
  useCommands({
    downloadJson: download('json'),
    downloadNdjson: download('ndjson'),
    downloadCsv: download('csv'),
  })
  return (
    <ButtonDropdown
      variant="primary"
      items={[
        {
          id: 'plain',
          text: count === undefined ? 'All matching events' : countOf(count, 'event'),
          items: items(false),
        },
        { id: 'gzip', text: 'Compressed', items: items(true) },
        { id: 'notes', text: 'With stars, tags and comments', items: NOTED_ITEMS },
      ]}
      onItemClick={({ detail: { id } }) => start({ filter, order, ...FILES[id]! })}
      disabled={hasNone}
      expandToViewport
    >
      Download events
    </ButtonDropdown>
  )
}

const items = (gzip: boolean): ButtonDropdownProps.Item[] =>
  DOWNLOAD_FORMATS.filter((format) => !gzip || !COMPRESSED_FORMATS.includes(format)).map((format) => ({
    id: `${format}${gzip ? '-gzip' : ''}`,
    text: `Download as ${NAMES[format].text}${gzip ? ', gzip' : ''}`,
    ...(gzip ? {} : { secondaryText: NAMES[format].secondaryText }),
  }))

const NOTED_ITEMS: ButtonDropdownProps.Item[] = NOTED.map(([format, secondaryText]) => ({
  id: `${format}-notes`,
  text: `Download as ${NAMES[format].text}, with notes`,
  secondaryText,
}))
