import Alert from '@cloudscape-design/components/alert'
import ButtonDropdown from '@cloudscape-design/components/button-dropdown'
import Header from '@cloudscape-design/components/header'
import SegmentedControl from '@cloudscape-design/components/segmented-control'
import SpaceBetween from '@cloudscape-design/components/space-between'
import { useMemo, useRef, useState } from 'react'
import type { InsightResponse } from '../../../api/insights.ts'
import { writeTime } from '../../../cloudtrail/writeTime.ts'
import type { Filter } from '../../../filter/filter.ts'
import { useInsightRate } from '../../models/queries/useInsights.ts'
import { announce } from '../../ui/announce.ts'
import { LineChart } from '../../ui/chart/LineChart.tsx'
import { saveChart, type PictureFormat } from '../../ui/chart/saveChart.ts'
import { reasonOf } from '../../ui/failureText.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import type { Zone } from '../../ui/time.ts'
import { eventsOfTime } from './insightEvents.ts'
import { countedWord } from './insightWords.ts'
import { RATE_SPANS, rateWindow, spanOf, type Stretch } from './rateWindow.ts'
import { formatRate } from './rateWords.ts'
import { Skeleton } from './Skeleton.tsx'

export interface InsightRateProps {
  readonly insight: InsightResponse
  /** The times of the first and the last event in the store. */
  readonly events: Stretch
  /** The ID of the span in the address. */
  readonly span: string | null
  readonly zone: Zone
  readonly onSpan: (span: string) => void
  readonly onEvents: (filter: Filter) => void
}

const HEIGHT = 280
const MINUTE_MS = 60_000

/** The rate around an insight, with its baseline. A time on it leads to the calls of that time. */
export function InsightRate(props: InsightRateProps) {
  const { insight, span: spanId, zone, onSpan, onEvents } = props
  // New events do not move what is shown.
  const [events] = useState(props.events)
  const { eventName, insightDuration, startTime } = insight
  const startMs = Date.parse(startTime)
  const unusual = { startMs, endMs: startMs + Math.max(1, insightDuration) * MINUTE_MS }
  const span = spanOf(spanId, unusual)
  const shown = rateWindow(span, unusual, events)
  const { data, error, isPlaceholderData } = useInsightRate({
    eventSource: insight.eventSource,
    eventName,
    insightType: insight.insightType,
    errorCode: insight.errorCode ?? undefined,
    accountId: insight.accountId || undefined,
    awsRegion: insight.awsRegion || undefined,
    period: span.period,
    startTime: writeTime(shown.startMs),
    endTime: writeTime(shown.endMs),
    dataType: 'FillWithZeros',
  })
  const drawing = useRef<SVGSVGElement>(null)
  const what = countedWord(insight)
  const name = `${what === 'calls' ? 'Calls of' : 'Errors of'} ${spellOutInvisible(eventName)} per minute`
  const lines = useMemo(
    () => [
      {
        name: what === 'calls' ? 'Calls per minute' : 'Errors per minute',
        points: data?.timestamps.map((time, index) => [Date.parse(time), data.values[index]!] as const) ?? [],
      },
    ],
    [data, what],
  )
  const save = (format: string) => {
    if (drawing.current)
      saveChart(drawing.current, name, format as PictureFormat).catch((problem: unknown) =>
        announce(reasonOf(problem)),
      )
  }
  return (
    <SpaceBetween size="s">
      <Header
        variant="h2"
        description={`${[name, span.averaged].filter(Boolean).join(', ')}. Select a time, or drag over several, to see its events.`}
        actions={
          <ButtonDropdown
            expandToViewport
            disabled={!data}
            items={[
              { id: 'png', text: 'Download as PNG', secondaryText: 'A picture' },
              { id: 'svg', text: 'Download as SVG', secondaryText: 'A picture that can be scaled' },
            ]}
            onItemClick={({ detail }) => save(detail.id)}
          >
            Download graph
          </ButtonDropdown>
        }
      >
        Rate
      </Header>
      <SegmentedControl
        label="Time shown"
        selectedId={span.id}
        options={RATE_SPANS.map(({ id, text }) => ({ id, text }))}
        onChange={({ detail }) => onSpan(detail.selectedId)}
      />
      {error && (
        <Alert type="error" header="The rate could not be loaded">
          {error.message}
        </Alert>
      )}
      {!error && !data && <Skeleton label="Loading the rate" height={HEIGHT} />}
      {data && (
        <div aria-busy={isPlaceholderData}>
          <LineChart
            label={name}
            lines={lines}
            bands={[
              {
                fromMs: unusual.startMs,
                toMs: unusual.endMs,
                label: insight.endTime === null ? 'Insight, not over' : 'Insight',
              },
            ]}
            references={[
              {
                value: insight.baselineAverage,
                label: `Baseline average ${formatRate(insight.baselineAverage)}`,
              },
              {
                value: insight.insightAverage,
                label: `Insight average ${formatRate(insight.insightAverage)}`,
              },
            ]}
            zone={zone}
            stepMs={Number(span.period) * 1000}
            height={HEIGHT}
            formatValue={formatRate}
            onPick={(fromMs, toMs) => onEvents(eventsOfTime(insight, fromMs, toMs))}
            ref={drawing}
          />
        </div>
      )}
    </SpaceBetween>
  )
}
