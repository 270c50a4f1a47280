import Box from '@cloudscape-design/components/box'
import Header from '@cloudscape-design/components/header'
import Pagination from '@cloudscape-design/components/pagination'
import SpaceBetween from '@cloudscape-design/components/space-between'
import Table, { type TableProps } from '@cloudscape-design/components/table'
import Alert from '@cloudscape-design/components/alert'
import { useState, type ReactNode } from 'react'
import type { ProblemsResponse } from '../../../api/listProblems.ts'
import { useProblems } from '../../models/queries/useProblems.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { formatCount } from '../../ui/numbers.ts'
import { SafeText } from '../../ui/SafeText.tsx'
import { Figures } from './Figures.tsx'

const PAGE = 50

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
    cell: (problem) => <SafeText text={problem.position ?? 'The file as a whole'} />,
    width: 200,
  },
  { id: 'reason', header: 'What was wrong', cell: (problem) => <SafeText text={problem.reason} /> },
]

/** What was loaded, and everything that was refused, with its place and the reason. */
export function LoadReport({ actions }: { readonly actions: ReactNode }) {
  const [page, setPage] = useState(1)
  const status = useStatus().data
  const { data, error } = useProblems((page - 1) * PAGE, PAGE, status?.problems ?? 0)
  return (
    <SpaceBetween size="l">
      <Header variant="h1" actions={actions} description="What was loaded, and what was refused and why.">
        Load report
      </Header>
      {error && (
        <Alert type="error" header="The load report could not be read">
          {error.message}
        </Alert>
      )}
      {data && <Figures report={data.report} />}
      <Table
        items={data?.problems ?? []}
        loading={!data && !error}
        loadingText="Reading the load report"
        wrapLines
        stickyHeader
        header={
          <Header variant="h2" counter={data && `(${formatCount(data.total)})`}>
            Problems
          </Header>
        }
        columnDefinitions={COLUMNS}
        pagination={
          data && data.total > PAGE ? (
            <Pagination
              currentPageIndex={page}
              pagesCount={Math.ceil(data.total / PAGE)}
              onChange={({ detail }) => setPage(detail.currentPageIndex)}
            />
          ) : null
        }
        empty={
          <Box textAlign="center" color="inherit">
            No problems: everything that was given was loaded.
          </Box>
        }
      />
    </SpaceBetween>
  )
}
