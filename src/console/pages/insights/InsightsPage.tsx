import Alert from '@cloudscape-design/components/alert'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { EVERYTHING } from '../../../filter/filter.ts'
import { go } from '../../models/address/useView.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { useInsights } from '../../models/queries/useInsights.ts'
import { TimeRangePicker } from '../../panels/filter-bar/TimeRangePicker.tsx'
import { AddInsights } from '../../panels/insights/AddInsights.tsx'
import { InsightFilters } from '../../panels/insights/InsightFilters.tsx'
import { InsightsTable } from '../../panels/insights/InsightsTable.tsx'
import { filterOfListed } from '../../panels/insights/listedBy.ts'
import { NoInsights } from '../../panels/insights/NoInsights.tsx'
import { insightPage, type PageOf } from '../../routes.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'
import { useHeldInsights } from './useHeldInsights.ts'

/** The unusual rates of calls and errors. */
export function InsightsPage({ page }: { readonly page: PageOf<'insights'> }) {
  const { kind: _, ...listed } = page
  const zone = usePreferences((preferences) => preferences.zone)
  const { data, error, insights, newCount, showNew } = useHeldInsights(filterOfListed(listed))
  const all = useInsights(EVERYTHING).data?.insights ?? []
  const change = (changed: Partial<typeof listed>) => go({ ...page, ...changed }, 'replace')
  return (
    <ConsoleShell height="page">
      <SpaceBetween size="m">
        {error && (
          <Alert type="error" header="The insights could not be loaded">
            {error.message}
          </Alert>
        )}
        {data && data.history.shortage !== null && (
          <Alert type="info" header="Little history">
            {data.history.shortage}
          </Alert>
        )}
        <PartBoundary name="The list of insights" resetKeys={[data]}>
          <InsightsTable
            insights={insights ?? (error ? [] : undefined)}
            newCount={newCount}
            onNew={showNew}
            zone={zone}
            pageOf={(id) => ({ ...insightPage(id), listed })}
            filters={
              <InsightFilters
                listed={listed}
                all={all}
                onList={change}
                timeRange={
                  <TimeRangePicker
                    timeRange={listed.timeRange}
                    onTimeRange={(timeRange) => change({ timeRange })}
                  />
                }
              />
            }
            empty={
              data && (
                <NoInsights
                  history={data.history}
                  hasOthers={all.length > 0}
                  onClear={() =>
                    change({ eventName: null, eventSource: null, timeRange: EVERYTHING.timeRange })
                  }
                />
              )
            }
          />
        </PartBoundary>
        {data?.canAdd && <AddInsights isAdded={data.isAdded} />}
      </SpaceBetween>
    </ConsoleShell>
  )
}
