import { I18nProvider } from '@cloudscape-design/components/i18n'
import messages from '@cloudscape-design/components/i18n/messages/all.en'
import { QueryClientProvider } from '@tanstack/react-query'
import { useLayoutEffect } from 'react'
import { useView } from './models/address/useView.ts'
import type { Page } from './models/address/view.ts'
import { EventHistoryPage } from './pages/event-history/EventHistoryPage.tsx'
import { queryClient } from './models/queries/queryClient.ts'
import { useTheme } from './shell/useTheme.ts'
import { ErrorBoundary } from './ui/ErrorBoundary.tsx'
import { FailedPart } from './ui/FailedPart.tsx'
import { lazyPart } from './ui/lazyPart.tsx'

const CompareEventsPage = lazyPart(
  async () => (await import('./pages/compare-events/CompareEventsPage.tsx')).CompareEventsPage,
)
const EventDetailsPage = lazyPart(
  async () => (await import('./pages/event-details/EventDetailsPage.tsx')).EventDetailsPage,
)
const LoadReportPage = lazyPart(
  async () => (await import('./pages/load-report/LoadReportPage.tsx')).LoadReportPage,
)

/** `onDrawn` is called before the first frame that shows the page. */
export function App({ onDrawn }: { readonly onDrawn: () => void }) {
  useTheme()
  useLayoutEffect(onDrawn, [onDrawn])
  return (
    <I18nProvider locale="en" messages={[messages]}>
      <QueryClientProvider client={queryClient}>
        <CurrentPage />
      </QueryClientProvider>
    </I18nProvider>
  )
}

function CurrentPage() {
  const page = useView((view) => view.page)
  return (
    <ErrorBoundary
      resetKeys={[page]}
      renderFallback={(failure) => (
        <FailedPart name="This page" failure={failure}>
          <a href="/">Event history</a>
        </FailedPart>
      )}
    >
      <PageOf page={page} />
    </ErrorBoundary>
  )
}

function PageOf({ page }: { readonly page: Page }) {
  switch (page.kind) {
    case 'event-history':
      return <EventHistoryPage />
    case 'event-details':
      return <EventDetailsPage id={page.id} />
    case 'compare-events':
      return <CompareEventsPage ids={page.ids} />
    case 'load-report':
      return <LoadReportPage />
  }
}
