import Alert from '@cloudscape-design/components/alert'
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group'
import Container from '@cloudscape-design/components/container'
import Header from '@cloudscape-design/components/header'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { InsightResponse } from '../../../api/insights.ts'
import { addressOf, go } from '../../models/address/useView.ts'
import { HOME } from '../../models/address/view.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import { useInsight } from '../../models/queries/useInsights.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { Attributions } from '../../panels/insights/Attributions.tsx'
import { InsightFacts } from '../../panels/insights/InsightFacts.tsx'
import { InsightRate } from '../../panels/insights/InsightRate.tsx'
import { Skeleton } from '../../panels/insights/Skeleton.tsx'
import type { PageOf } from '../../routes.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { PartBoundary } from '../../ui/PartBoundary.tsx'
import { ConsoleShell } from '../ConsoleShell.tsx'
import { InsightRecords } from './InsightRecords.tsx'
import { InsightTitle } from './InsightTitle.tsx'

/** One insight: its rate, who made the calls, and its records. */
export function InsightPage({ page }: { readonly page: PageOf<'insight'> }) {
  const { data: insight, error } = useInsight(page.id)
  const title = insight ? spellOutInvisible(insight.eventName) : 'Insight'
  const list: PageOf<'insights'> = { kind: 'insights', ...page.listed }
  const close = () => go(list)
  useCommands({ close })
  return (
    <ConsoleShell
      title={`${title} · Insights`}
      height="page"
      breadcrumbs={
        <BreadcrumbGroup
          ariaLabel="Breadcrumbs"
          items={[
            { text: 'Insights', href: addressOf(list) },
            { text: title, href: '#' },
          ]}
          onFollow={(domEvent) => {
            domEvent.preventDefault()
            if (domEvent.detail.href !== '#') close()
          }}
        />
      }
    >
      {insight ? (
        <Opened key={insight.id} insight={insight} page={page} />
      ) : (
        <>
          <Header variant="h1">Insight</Header>
          {error ? (
            <Alert type="error" header="The insight could not be loaded">
              {error.message}
            </Alert>
          ) : (
            <Skeleton label="Loading the insight" height={400} />
          )}
        </>
      )}
    </ConsoleShell>
  )
}

interface OpenedProps {
  readonly insight: InsightResponse
  readonly page: PageOf<'insight'>
}

function Opened({ insight, page }: OpenedProps) {
  const zone = usePreferences((preferences) => preferences.zone)
  const status = useStatus().data
  return (
    <SpaceBetween size="l">
      <InsightTitle insight={insight} />
      {status && (
        <PartBoundary name="The rate" resetKeys={[insight, page.span]}>
          <Container>
            <InsightRate
              insight={insight}
              events={{
                startMs: Date.parse(status.firstEventTime ?? insight.startTime),
                endMs: Date.parse(status.lastEventTime ?? insight.startTime),
              }}
              span={page.span}
              zone={zone}
              onSpan={(span) => go({ ...page, span }, 'replace')}
              onEvents={(filter) => go({ ...HOME, filter })}
            />
          </Container>
        </PartBoundary>
      )}
      <PartBoundary name="What is known of the insight" resetKeys={[insight]}>
        <Container>
          <InsightFacts insight={insight} zone={zone} />
        </Container>
      </PartBoundary>
      <PartBoundary name="The attributions" resetKeys={[insight]}>
        <Attributions insight={insight} />
      </PartBoundary>
      <PartBoundary name="The records" resetKeys={[insight]}>
        <InsightRecords insight={insight} />
      </PartBoundary>
    </SpaceBetween>
  )
}
