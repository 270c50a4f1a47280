import Alert from '@cloudscape-design/components/alert'
import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import { useMemo, useState } from 'react'
import { PageButton } from '../../models/address/PageButton.tsx'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { countOf, formatCount } from '../../ui/numbers.ts'
import type { Zone } from '../../ui/time.ts'
import { eventsOf } from './cellLinks.ts'
import { chartShape } from './chartShape.ts'
import { DownloadResult } from './DownloadResult.tsx'
import type { CellPlace } from './gridKeys.ts'
import { ResultChart } from './ResultChart.tsx'
import { resultColumns, type ShownResult } from './resultColumns.ts'
import { ResultGrid } from './ResultGrid.tsx'
import { resultSentence } from './resultSentence.ts'
import { WholeValueDialog } from './WholeValueDialog.tsx'
import './SqlResult.css'

type Shows = 'table' | 'chart'

export interface SqlResultProps {
  readonly result: ShownResult & { readonly tookMs: number }
  /** Whether a statement is being run: then this may be the result of another one. */
  readonly running: boolean
  readonly shows: Shows
  readonly onShows: (shows: Shows) => void
  /** Shows more of the rows; null if no more are shown. */
  readonly moreRows: { readonly count: number; readonly show: () => void } | null
  readonly zone: Zone
}

/** The rows that a statement has found, as a table or as a chart, and what can be done with them. */
export function SqlResult({ result, running, shows, onShows, moreRows, zone }: SqlResultProps) {
  const { rows, truncated, query } = result
  const columns = useMemo(() => resultColumns(result), [result])
  const events = useMemo(() => eventsOf(columns, rows), [columns, rows])
  const shape = useMemo(() => (shows === 'chart' ? chartShape(columns, rows) : null), [shows, columns, rows])
  const [opened, setOpened] = useState<CellPlace | null>(null)
  return (
    <section className="sql-result" aria-label="Result of the query">
      <div className="sql-result__head">
        <p className="sql-result__sentence">{resultSentence(result)}</p>
        <div className="sql-result__actions">
          {rows.length > 0 && (
            <SegmentedControl
              label="Show the result as"
              selectedId={shows}
              options={[
                { id: 'table', text: 'Table' },
                { id: 'chart', text: 'Chart' },
              ]}
              onChange={({ detail }) => onShows(detail.selectedId as Shows)}
            />
          )}
          {events && (
            <PageButton to={events.page}>
              {events.listed < events.of
                ? `Show the first ${formatCount(events.listed)} of ${countOf(events.of, 'event')}`
                : `Show ${events.of === 1 ? 'this event' : `these ${countOf(events.of, 'event')}`}`}
            </PageButton>
          )}
          <DownloadResult query={query} />
        </div>
      </div>
      {truncated && (
        <Alert
          type="info"
          action={
            moreRows && <Button onClick={moreRows.show}>Show up to {formatCount(moreRows.count)} rows</Button>
          }
        >
          There are more rows than the {formatCount(rows.length)} shown
          {shows === 'chart' ? ', and the chart is of these' : ''}. The download has all of them.
        </Alert>
      )}
      {shape ? (
        <PartBoundary name="The chart" resetKeys={[shape]}>
          <ResultChart shape={shape} zone={zone} />
        </PartBoundary>
      ) : rows.length === 0 ? (
        <Box color="text-body-secondary" padding={{ vertical: 'm' }}>
          The query found no rows. Its columns: {columns.map(({ name }) => name).join(', ')}.
        </Box>
      ) : (
        <PartBoundary name="The result" resetKeys={[result]}>
          {/* Another result begins at its first row. */}
          <ResultGrid
            key={`${query} ${rows.length}`}
            columns={columns}
            rows={rows}
            busy={running}
            onOpen={setOpened}
          />
        </PartBoundary>
      )}
      {opened && rows[opened.row] && (
        <WholeValueDialog
          column={columns[opened.column]!}
          cell={rows[opened.row]![opened.column]}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  )
}
