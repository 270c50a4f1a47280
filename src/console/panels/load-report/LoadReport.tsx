import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import Alert from '@cloudscape-design/components/alert'
import { useRef, useState, type ReactNode } from 'react'
import type { ProblemsResponse } from '../../../api/listProblems.ts'
import { useProblems } from '../../models/queries/useProblems.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { formatCount } from '../../ui/numbers.ts'
import { Pages } from '../../ui/Pages.tsx'
import { SafeText } from '../../ui/SafeText.tsx'
import { Figures } from './Figures.tsx'
import { LogFiles } from './LogFiles.tsx'
import { ROWS_PER_PAGE } from './rowsPerPage.ts'

const COLUMNS: TableProps.ColumnDefinition<ProblemsResponse['problems'][number]>[] = [
  {
    id: 'logFile',
    header: 'Log file',
    cell: (problem) => <SafeText text={problem.logFile} />,
    isRowHeader: true,
    width: 380,
  },
  {
    id: 'position',
    header: 'Where',
    cell: (problem) => <SafeText text={problem.position ?? 'Entire file'} />,
    width: 200,
  },
  { id: 'reason', header: 'Error', cell: (problem) => <SafeText text={problem.reason} /> },
]

/** The totals of what was loaded, and each problem with its file, position and reason. */
export function LoadReport({ actions }: { readonly actions: ReactNode }) {
  const [page, setPage] = useState(1)
  const status = useStatus().data
  const { data, error } = useProblems((page - 1) * ROWS_PER_PAGE, ROWS_PER_PAGE, status?.contentsMark)
  const errors = useRef<HTMLDivElement>(null)
  const showErrors = () => {
    errors.current?.scrollIntoView()
    errors.current?.focus({ preventScroll: true })
  }
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={actions}
        description="Files that were loaded, files that were skipped, and why."
      >
        Import report
      </Header>
      {error && (
        <Alert type="error" header="The import report could not be loaded">
          {error.message}
        </Alert>
      )}
      {data && <Figures report={data.report} errors={data.total} onErrors={showErrors} />}
      <LogFiles report={data?.report} />
      <div ref={errors} tabIndex={-1}>
        <Table
          items={data?.problems ?? []}
          loading={!data && !error}
          loadingText="Loading the import report"
          wrapLines
          stickyHeader
          header={
            <Header variant="h2" counter={data && `(${formatCount(data.total)})`}>
              Load errors
            </Header>
          }
          columnDefinitions={COLUMNS}
          pagination={<Pages size={ROWS_PER_PAGE} total={data?.total} page={page} onPage={setPage} />}
          empty={
            <Box textAlign="center" color="inherit">
              No load errors.
            </Box>
          }
        />
      </div>
    </SpaceBetween>
  )
}
