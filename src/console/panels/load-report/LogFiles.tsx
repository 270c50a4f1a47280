import Button from '@cloudscape-design/components/button'
import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useState, type ReactNode } from 'react'
import type { LoadReport as LoadReportTotals } from '../../../cloudtrail/loadReport.ts'
import type { LogFilesRequest, LogFilesResponse } from '../../../api/listLogFiles.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { useLogFiles } from '../../models/queries/useLogFiles.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { formatBytes, formatCount } from '../../ui/numbers.ts'
import { Pages } from '../../ui/Pages.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { formatTime, type Zone } from '../../ui/time.ts'
import { RemoveLogFileDialog } from './RemoveLogFileDialog.tsx'
import { ROWS_PER_PAGE } from './rowsPerPage.ts'
import './LogFiles.css'

type LogFile = LogFilesResponse['logFiles'][number]
type Sort = NonNullable<LogFilesRequest['sort']>

/** The window without the other columns; names are long, and what tells them apart is at their end. */
const nameWidth = () => Math.min(800, Math.max(236, window.innerWidth - 1177))

/** The totals of numbers that nearly all stores have none of. */
type Rare = Pick<LoadReportTotals, 'salvaged' | 'leftOut' | 'conflicts'>

const columnsOf = (
  zone: Zone,
  rare: Rare,
  remove: (file: LogFile) => void,
): TableProps.ColumnDefinition<LogFile>[] => {
  const number = (id: Sort & keyof LogFile, header: string, width: number) => ({
    id,
    header,
    cell: (file: LogFile) => formatCount(Number(file[id])),
    sortingField: id,
    width,
  })
  const ifAny = (id: keyof Rare, header: string, width: number) =>
    rare[id] > 0 ? [number(id, header, width)] : []
  const time = (iso: string | null) => (iso === null ? '-' : formatTime(iso, zone))
  return [
    {
      id: 'name',
      header: 'Log file',
      cell: (file) => <Name {...file} />,
      sortingField: 'name',
      isRowHeader: true,
      width: nameWidth(),
    },
    number('records', 'Records', 115),
    ...ifAny('salvaged', 'Salvaged', 122),
    ...ifAny('leftOut', 'Left out', 112),
    number('added', 'Added', 105),
    number('duplicates', 'Duplicates', 135),
    ...ifAny('conflicts', 'Conflicts', 122),
    number('problems', 'Errors', 105),
    {
      id: 'span',
      header: 'First and last event',
      cell: ({ firstEventTime, lastEventTime }) => (
        <TwoLines first={time(firstEventTime)} second={time(lastEventTime)} />
      ),
      width: 232,
    },
    {
      id: 'accounts',
      header: 'Accounts',
      cell: ({ accounts }) => <SafeText text={accounts.join(', ') || '-'} />,
      width: 140,
    },
    {
      id: 'size',
      header: 'Size, SHA-256',
      cell: ({ size, sha256 }) => <TwoLines first={formatBytes(size)} second={<Hash sha256={sha256} />} />,
      sortingField: 'size',
      width: 165,
    },
    {
      id: 'actions',
      header: 'Actions',
      cell: (file) => (
        <Button
          variant="inline-link"
          ariaLabel={`Remove ${spellOutInvisible(file.name)}`}
          disabled={!file.isRemovable}
          disabledReason="This file was loaded by an earlier version, which did not record the events that log files share."
          onClick={() => remove(file)}
        >
          Remove
        </Button>
      ),
      width: 110,
    },
  ]
}

const OUTCOMES = {
  loaded: null,
  skipped: 'Skipped',
  digest: 'Digest file',
  failed: 'Not read to its end',
} as const

/** The name of a file, and below it what became of it and the folders it is in. */
function Name({ name, outcome }: LogFile) {
  const start = name.lastIndexOf('/') + 1
  const end = Math.max(start, wholeCharacter(name, name.length - NAME_END))
  const said = outcome === null ? 'Not finished' : OUTCOMES[outcome]
  return (
    <span title={spellOutInvisible(name)}>
      <TwoLines
        first={
          <span className="log-files-name">
            <span className="log-files-line">
              <SafeText text={name.slice(start, end)} />
            </span>
            <span>
              <SafeText text={name.slice(end)} />
            </span>
          </span>
        }
        second={
          <>
            {said && <b>{start > 0 ? `${said} · ` : said}</b>}
            <SafeText text={name.slice(0, start)} />
          </>
        }
      />
    </span>
  )
}

/** How many characters at the end of a name are never cut: its unique part. */
const NAME_END = 21

/** The index, or the one after it if a character begins before and ends behind it. */
const wholeCharacter = (text: string, index: number) =>
  /[\uDC00-\uDFFF]/.test(text[index] ?? '') ? index + 1 : index

function Hash({ sha256 }: Pick<LogFile, 'sha256'>) {
  if (sha256 === null)
    return (
      <span title="This file was loaded by an earlier version, or it changed or was cut off while it was read.">
        SHA-256 unknown
      </span>
    )
  return (
    <>
      <span className="log-files-hash" title={`SHA-256 of the file as it was loaded: ${sha256}`}>
        {sha256.slice(0, HASH_START)}…
      </span>
      <CopyButton text={sha256} what="SHA-256" />
    </>
  )
}

/** How many digits of a hash are shown. */
const HASH_START = 10

function TwoLines({ first, second }: { readonly first: ReactNode; readonly second: ReactNode }) {
  return (
    <>
      <div className="log-files-line">{first}</div>
      <div className="log-files-line log-files-second">{second}</div>
    </>
  )
}

export interface LogFilesProps {
  /** The totals of all of them; undefined until they are known. */
  readonly report: LoadReportTotals | undefined
}

const NONE: Rare = { salvaged: 0, leftOut: 0, conflicts: 0 }

/**
 * The log files that were given, a page at a time: there may be many thousands. A number that is 0
 * for all of them has no column.
 */
export function LogFiles({ report }: LogFilesProps) {
  const zone = usePreferences((preferences) => preferences.zone)
  const [page, setPage] = useState(1)
  const [contains, setContains] = useState('')
  const [{ sort, isDescending }, setSorting] = useState<{ sort: Sort; isDescending: boolean }>({
    sort: 'loaded',
    isDescending: false,
  })
  const [removing, setRemoving] = useState<LogFile | null>(null)
  const { data, error } = useLogFiles(
    {
      contains: contains || undefined,
      sort,
      order: isDescending ? 'descending' : 'ascending',
      offset: (page - 1) * ROWS_PER_PAGE,
      limit: ROWS_PER_PAGE,
    },
    useStatus().data?.contentsMark,
  )
  return (
    <>
      <Table
        items={data?.logFiles ?? []}
        trackBy={({ id }) => String(id)}
        loading={!data && !error}
        loadingText="Loading the list of log files"
        columnDefinitions={columnsOf(zone, report ?? NONE, setRemoving)}
        resizableColumns
        stickyColumns={{ last: 1 }}
        sortingColumn={{ sortingField: sort }}
        sortingDescending={isDescending}
        onSortingChange={({ detail }) => {
          setSorting({
            sort: detail.sortingColumn.sortingField as Sort,
            isDescending: detail.isDescending ?? false,
          })
          setPage(1)
        }}
        header={
          <Header variant="h2" counter={data && `(${formatCount(data.total)})`}>
            Log files
          </Header>
        }
        filter={
          <TextFilter
            filteringText={contains}
            filteringPlaceholder="Search log files by name or SHA-256"
            filteringAriaLabel="Search log files by name or SHA-256"
            onChange={({ detail }) => {
              setContains(detail.filteringText)
              setPage(1)
            }}
          />
        }
        pagination={<Pages size={ROWS_PER_PAGE} total={data?.total} page={page} onPage={setPage} />}
        empty={
          <Box textAlign="center" color="inherit">
            {error ? error.message : contains === '' ? 'No log files loaded.' : 'No log files match.'}
          </Box>
        }
      />
      {removing && <RemoveLogFileDialog logFile={removing} onClose={() => setRemoving(null)} />}
    </>
  )
}
