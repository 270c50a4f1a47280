import { useRef } from 'react'
import { labelOf } from '../../../cloudtrail/fields.ts'
import { EVERYTHING, type Filter } from '../../../filter/filter.ts'
import { go } from '../../models/address/useView.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { refresh } from '../../models/queries/refreshes.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { Breakdown } from '../../panels/breakdown/Breakdown.tsx'
import { BreakdownControls } from '../../panels/breakdown/BreakdownControls.tsx'
import { dwarfed } from '../../panels/breakdown/groups.ts'
import { EmptyEvents } from '../../panels/empty-events/EmptyEvents.tsx'
import { FilterBar } from '../../panels/filter-bar/FilterBar.tsx'
import { describeTimeRange } from '../../panels/filter-bar/timeRangeWords.ts'
import { LoadLogFilesButton } from '../../panels/load-log-files/LoadLogFilesButton.tsx'
import type { PageOf } from '../../routes.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { ConsoleShell } from '../ConsoleShell.tsx'
import { EventsProblem } from '../event-history/EventsProblem.tsx'
import { UnreadableFilter } from '../event-history/UnreadableFilter.tsx'
import { viewTitle } from '../event-history/viewTitle.ts'
import { BreakdownHeader } from './BreakdownHeader.tsx'
import { useBreakdownResult, type BreakdownResult } from './useBreakdownResult.ts'
import './BreakdownPage.css'

/** The events of a view by the values of fields, or over time. */
export function BreakdownPage({ page }: { readonly page: PageOf<'breakdown'> }) {
  const { view } = page
  const { filter } = view
  const { query, result, stale, error, readable } = useBreakdownResult(page)
  const zone = usePreferences((preferences) => preferences.zone)
  const chart = useRef<SVGSVGElement>(null)
  const change = (changed: Partial<Omit<PageOf<'breakdown'>, 'kind'>>) => go({ ...page, ...changed })
  const setFilter = (to: Filter) => change({ view: { ...view, filter: to } })
  const toList = () => go(view)
  useCommands({
    refresh,
    breakdown: toList,
    clearFilter: () => setFilter(EVERYTHING),
  })
  const keepsOld = result !== null
  const othersShown = page.others ?? !(result && dwarfed(result.response.by))
  return (
    <ConsoleShell title={`Events by ${windowTitle(page)}`} height="page">
      <div className="breakdown-page">
        <PartBoundary name="The title" resetKeys={[filter, result]}>
          <BreakdownHeader
            view={view}
            result={result}
            stale={stale}
            failed={error !== null || !readable}
            chart={chart}
            onList={toList}
          />
        </PartBoundary>
        <PartBoundary name="The filter bar" resetKeys={[filter]}>
          <FilterBar filter={filter} query={query} onFilter={setFilter} onLeave={() => {}} />
        </PartBoundary>
        <BreakdownControls choice={page} othersShown={othersShown} onChoice={change} />
        {!readable && <UnreadableFilter keepsOld={keepsOld} />}
        {error && readable && <EventsProblem error={error} keepsOld={keepsOld} onRetry={refresh} />}
        <PartBoundary name="The breakdown" resetKeys={[result]}>
          {result === null ? (
            !error && readable && <Placeholder />
          ) : result.response.count === 0 && !stale ? (
            <NoEvents filter={filter} result={result} onFilter={setFilter} />
          ) : (
            <Breakdown
              response={result.response}
              filter={result.filter}
              countedRange={result.query.filter.timeRange}
              stale={stale}
              zone={zone}
              othersShown={othersShown}
              chart={chart}
            />
          )}
        </PartBoundary>
      </div>
    </ConsoleShell>
  )
}

function windowTitle({ by, and, view }: PageOf<'breakdown'>): string {
  const fields = [by, ...(and === null ? [] : [and])].map((field) => spellOutInvisible(labelOf(field)))
  return `${fields.join(' and ')} · ${viewTitle(view, undefined)}`
}

const Placeholder = () => (
  <div className="breakdown-placeholder" role="status" aria-busy="true" aria-label="Loading the breakdown">
    {Array.from({ length: 8 }, (_, index) => (
      <div key={index} style={{ inlineSize: `${90 - 10 * index}%` }} />
    ))}
  </div>
)

interface NoEventsProps {
  readonly filter: Filter
  readonly result: BreakdownResult
  readonly onFilter: (filter: Filter) => void
}

function NoEvents({ filter, result, onFilter }: NoEventsProps) {
  const zone = usePreferences((preferences) => preferences.zone)
  const status = useStatus().data
  return (
    <EmptyEvents
      filter={filter}
      asOf={result.response.asOf}
      status={status}
      timeLabel={describeTimeRange(filter.timeRange, zone)}
      onFilter={onFilter}
      loadLogFiles={<LoadLogFilesButton />}
    />
  )
}
