import Button from '@cloudscape-design/components/button'
import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import TextFilter from '@cloudscape-design/components/text-filter'
import { useState, type ReactNode } from 'react'
import type { LogFilesRequest, LogFilesResponse } from '../../../api/listLogFiles.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { useLogFiles } from '../../models/queries/useLogFiles.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { formatBytes, formatCount } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { formatTime, type Zone } from '../../ui/time.ts'
import { PAGE, Pages } from './Pages.tsx'
import { RemoveLogFileDialog } from './RemoveLogFileDialog.tsx'
import './LogFiles.css'

type LogFile = LogFilesResponse['logFiles'][number]
type Sort = NonNullable<LogFilesRequest['sort']>

const columnsOf = (zone: Zone, remove: (file: LogFile) => void): TableProps.ColumnDefinition<LogFile>[] => {
  const number = (id: Sort & keyof LogFile, header: string, width: number) => ({
    id,
    header,
    cell: (file: LogFile) => formatCount(Number(file[id])),
    sortingField: id,
    width,
  })
  const time = (iso: string | null) => (iso === null ? '-' : formatTime(iso, zone))
  return [
    {
      id: 'name',
      header: 'Log file',
      cell: (file) => <Name {...file} />,
      sortingField: 'name',
      isRowHeader: true,
      width: 330,
    },
    number('records', 'Records', 115),
    number('added', 'Added', 105),
    number('duplicates', 'Duplicates', 135),
    number('problems', 'Errors', 105),
    {
      id: 'span',
      header: 'First and last event',
      cell: ({ firstEventTime, lastEventTime }) => (
        <TwoLines first={time(firstEventTime)} second={time(lastEventTime)} />
      ),
      width: 210,
    },
    {
      id: 'accounts',
      header: 'Accounts',
      cell: ({ accounts }) => <SafeText text={accounts.join(', ') || '-'} />,
      width: 140,
    },
    {
      id: 'size',
      header: 'Size',
      cell: ({ size }) => formatBytes(size),
      sortingField: 'size',
      width: 110,
    },
    {
      id: 'actions',
      header: 'Actions',
      cell: (file) => (
        <Button
          variant="inline-link"
          ariaLabel={`Remove ${spellOutInvisible(file.name)}`}
          disabled={!file.isRemovable}
          disabledReason="Loaded by an earlier version, which did not record the events that log files share."
          onClick={() => remove(file)}
        >
          Remove
        </Button>
      ),
      width: 110,
    },
  ]
}

/** The name of a file, and below it the folders it is in. */
function Name({ name, isComplete }: LogFile) {
  const start = name.lastIndexOf('/') + 1
  return (
    <span title={spellOutInvisible(name)}>
      <TwoLines
        first={
          <>
            <SafeText text={name.slice(start)} />
            {!isComplete && ' (not loaded to its end)'}
          </>
        }
        second={<SafeText text={name.slice(0, start)} />}
      />
    </span>
  )
}

function TwoLines({ first, second }: { readonly first: ReactNode; readonly second: ReactNode }) {
  return (
    <>
      <div className="log-files-line">{first}</div>
      <div className="log-files-line log-files-second">{second}</div>
    </>
  )
}

/** The log files that were loaded, a page at a time: there may be many thousands. */
export function LogFiles() {
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
      offset: (page - 1) * PAGE,
      limit: PAGE,
    },
    useStatus().data?.asOf.split('-').slice(0, 2).join(),
  )
  return (
    <>
      <Table
        items={data?.logFiles ?? []}
        trackBy={({ id }) => String(id)}
        loading={!data && !error}
        loadingText="Loading the list of log files"
        columnDefinitions={columnsOf(zone, setRemoving)}
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
            filteringPlaceholder="Search log files by name"
            filteringAriaLabel="Search log files by name"
            onChange={({ detail }) => {
              setContains(detail.filteringText)
              setPage(1)
            }}
          />
        }
        pagination={<Pages total={data?.total} page={page} onPage={setPage} />}
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
