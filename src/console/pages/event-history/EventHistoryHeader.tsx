import { memo } from 'react'
import type { Filter, Order } from '../../../filter/filter.ts'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { countOf, formatCount } from '../../ui/numbers.ts'
import './EventHistoryHeader.css'

const EventHistoryActions = lazyPart(
  async () => (await import('./EventHistoryActions.tsx')).EventHistoryActions,
  () => <Pending />,
)

const EventsViews = lazyPart(async () => (await import('./EventsViews.tsx')).EventsViews)

const TitleMenu = lazyPart(
  async () => (await import('../../panels/views/TitleMenu.tsx')).TitleMenu,
  ({ title }) => <>{title}</>,
)

const Pending = () => <div className="event-history-actions" />

export interface EventHistoryHeaderProps {
  readonly filter: Filter
  readonly order: Order
  /** Undefined while it is counted. */
  readonly count: number | undefined
  /**
   * How many rows the events form when repeats are grouped; undefined while they are counted, null
   * when they are not grouped.
   */
  readonly rows: number | undefined | null
  /** The count belongs to an older query. */
  readonly stale: boolean
  /** There will be no count: the filter is invalid, or the request failed. */
  readonly failed: boolean
  /** The first rows are drawn, so the other parts can be drawn too. */
  readonly whole: boolean
  readonly onRefresh: () => void
  readonly onLive: () => void
  readonly fieldsShown: boolean
  readonly onFields: () => void
}

const TITLE = 'Event history'

export const EventHistoryHeader = memo(function EventHistoryHeader(props: EventHistoryHeaderProps) {
  const { filter, order, count, rows, stale, failed, whole, onRefresh, onLive, fieldsShown, onFields } = props
  return (
    <div className="event-history-header">
      <h1 className="event-history-title">
        {whole ? <TitleMenu title={TITLE} /> : TITLE}
        {!failed && (
          <>
            {' '}
            <span className="event-history-count" data-stale={stale || undefined}>
              {counterOf(count, rows)}
            </span>
          </>
        )}
      </h1>
      {whole && <EventsViews filter={filter} count={stale ? undefined : count} />}
      {whole ? (
        <EventHistoryActions
          filter={filter}
          order={order}
          count={stale ? undefined : count}
          onRefresh={onRefresh}
          onLive={onLive}
          fieldsShown={fieldsShown}
          onFields={onFields}
        />
      ) : (
        <Pending />
      )}
    </div>
  )
})

function counterOf(count: number | undefined, rows: number | undefined | null): string {
  const events = count === undefined ? '(…)' : `(${formatCount(count)})`
  if (rows === null) return events
  return `${events} · ${rows === undefined ? '…' : countOf(rows, 'row')}`
}
