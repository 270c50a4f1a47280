import { I18nProvider } from '@cloudscape-design/components/i18n'
import messages from '@cloudscape-design/components/i18n/messages/all.en'
import { QueryClientProvider } from '@tanstack/react-query'
import { useLayoutEffect, useState, type ComponentType } from 'react'
import { useCurrentStore } from './models/address/currentStore.ts'
import { usePage } from './models/address/useView.ts'
import { EventHistoryPage } from './pages/event-history/EventHistoryPage.tsx'
import { queryClient } from './models/queries/queryClient.ts'
import { isUnknownStore } from './models/queries/request.ts'
import { useStatus } from './models/queries/useStatus.ts'
import type { Page, PageOf } from './routes.ts'
import { useKeptFocus } from './shell/useKeptFocus.ts'
import { useTheme } from './shell/useTheme.ts'
import { ErrorBoundary } from './ui/ErrorBoundary.tsx'
import { FailedPart } from './ui/FailedPart.tsx'
import { lazyPart } from './ui/lazyPart.tsx'

const AlarmsPage = lazyPart(async () => (await import('./pages/alarms/AlarmsPage.tsx')).AlarmsPage)
const BreakdownPage = lazyPart(
  async () => (await import('./pages/breakdown/BreakdownPage.tsx')).BreakdownPage,
)
const CompareEventsPage = lazyPart(
  async () => (await import('./pages/compare-events/CompareEventsPage.tsx')).CompareEventsPage,
)
const EventDetailsPage = lazyPart(
  async () => (await import('./pages/event-details/EventDetailsPage.tsx')).EventDetailsPage,
)
const HandsOnPage = lazyPart(async () => (await import('./pages/hands-on/HandsOnPage.tsx')).HandsOnPage)
const InsightsPage = lazyPart(async () => (await import('./pages/insights/InsightsPage.tsx')).InsightsPage)
const InsightPage = lazyPart(async () => (await import('./pages/insights/InsightPage.tsx')).InsightPage)
const IntegrityPage = lazyPart(
  async () => (await import('./pages/integrity/IntegrityPage.tsx')).IntegrityPage,
)
const LoadReportPage = lazyPart(
  async () => (await import('./pages/load-report/LoadReportPage.tsx')).LoadReportPage,
)
const SqlPage = lazyPart(async () => (await import('./pages/sql/SqlPage.tsx')).SqlPage)
const TrailsPage = lazyPart(async () => (await import('./pages/trails/TrailsPage.tsx')).TrailsPage)
const TrailPage = lazyPart(async () => (await import('./pages/trails/TrailPage.tsx')).TrailPage)
const CreateTrailPage = lazyPart(
  async () => (await import('./pages/trails/CreateTrailPage.tsx')).CreateTrailPage,
)
const NotFoundPage = lazyPart(async () => (await import('./pages/not-found/NotFoundPage.tsx')).NotFoundPage)

const UnknownStorePage = lazyPart(
  async () => (await import('./pages/unknown-store/UnknownStorePage.tsx')).UnknownStorePage,
)

const PAGES = {
  'event-history': EventHistoryPage,
  breakdown: BreakdownPage,
  'event-details': EventDetailsPage,
  'compare-events': CompareEventsPage,
  'load-report': LoadReportPage,
  sql: SqlPage,
  integrity: IntegrityPage,
  insights: InsightsPage,
  insight: InsightPage,
  'hands-on': HandsOnPage,
  trails: TrailsPage,
  trail: TrailPage,
  'create-trail': CreateTrailPage,
  alarms: AlarmsPage,
  'not-found': NotFoundPage,
} satisfies { readonly [Kind in Page['kind']]: ComponentType<{ readonly page: PageOf<Kind> }> }

/** `onDrawn` is called before the first frame that shows the page. */
export function App({ onDrawn }: { readonly onDrawn: () => void }) {
  useTheme()
  useKeptFocus()
  useLayoutEffect(onDrawn, [onDrawn])
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <QueryClientProvider client={queryClient}>
        <CurrentStore />
      </QueryClientProvider>
    </I18nProvider>
  )
}

/** Everything on the page belongs to one event data store, and is recreated for another. */
function CurrentStore() {
  const store = useCurrentStore()
  return <CurrentPage key={store} />
}

function CurrentPage() {
  const page = usePage()
  // The component for this kind of page, which the compiler cannot infer.
  const PageComponent = PAGES[page.kind] as ComponentType<{ readonly page: Page }>
  const isUnknown = isUnknownStore(useStatus().error)
  // It stays unknown while it is requested again.
  const [isLost, setLost] = useState(isUnknown)
  if (isUnknown && !isLost) setLost(true)
  return (
    <ErrorBoundary
      resetKeys={[page]}
      renderFallback={(failure) => (
        <FailedPart name="This page" failure={failure}>
          <a href="/">Event history</a>
        </FailedPart>
      )}
    >
      {isLost ? <UnknownStorePage /> : <PageComponent page={page} />}
    </ErrorBoundary>
  )
}
