import Header from '@cloudscape-design/components/header'
import type { Filter, Order } from '../../../filter/filter.ts'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { countOf, formatCount } from '../../ui/numbers.ts'
import './EventHistoryHeader.css'

const EventHistoryActions = lazyPart(
  async () => (await import('./EventHistoryActions.tsx')).EventHistoryActions,
  () => <Pending />,
)

const EventsViews = lazyPart(async () => (await import('./EventsViews.tsx')).EventsViews)

const Pending = () => <div className="event-history-header-pending" />

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
  readonly stale: boolean
  /** The first rows are drawn, so the rest can be too. */
  readonly whole: boolean
  readonly onRefresh: () => void
  readonly onLive: () => void
  readonly facetsShown: boolean
  readonly onFacets: () => void
}

export function EventHistoryHeader(props: EventHistoryHeaderProps) {
  const { filter, order, count, rows, stale, whole, onRefresh, onLive, facetsShown, onFacets } = props
  return (
    <Header
      variant="h1"
      info={whole && <EventsViews filter={filter} count={stale ? undefined : count} />}
      counter={counterOf(count, rows)}
      actions={
        whole ? (
          <EventHistoryActions
            filter={filter}
            order={order}
            count={stale ? undefined : count}
            onRefresh={onRefresh}
            onLive={onLive}
            facetsShown={facetsShown}
            onFacets={onFacets}
          />
        ) : (
          <Pending />
        )
      }
    >
      Event history
    </Header>
  )
}

function counterOf(count: number | undefined, rows: number | undefined | null): string {
  const events = count === undefined ? '(…)' : `(${formatCount(count)})`
  if (rows === null) return events
  return `${events} · ${rows === undefined ? '…' : countOf(rows, 'row')}`
}
