import Header from '@cloudscape-design/components/header'
import type { Filter, Order } from '../../filter/filter.ts'
import { lazyPart } from '../ui/lazyPart.tsx'
import { formatCount } from '../ui/numbers.ts'
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
  readonly stale: boolean
  /** The first rows are drawn: now the rest. */
  readonly whole: boolean
  readonly onRefresh: () => void
  readonly onLive: () => void
  readonly facetsShown: boolean
  readonly onFacets: () => void
}

export function EventHistoryHeader(props: EventHistoryHeaderProps) {
  const { filter, order, count, stale, whole, onRefresh, onLive, facetsShown, onFacets } = props
  return (
    <Header
      variant="h1"
      info={whole && <EventsViews filter={filter} count={stale ? undefined : count} />}
      counter={count === undefined ? '(…)' : `(${formatCount(count)})`}
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
