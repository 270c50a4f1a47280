import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import type { Order } from '../../filter/filter.ts'
import type { Preferences } from '../preferences/preferences.ts'
import { columnLabel } from './columns.ts'
import { EventRow } from './EventRow.tsx'
import { listStyle, rowHeightOf } from './listStyle.ts'
import { SortButton } from './SortButton.tsx'
import './EventList.css'
import './EventListHeader.css'

export interface FirstEventsProps {
  /** The start of the result. */
  readonly events: readonly CloudTrailEvent[]
  readonly preferences: Preferences
  readonly order: Order
  /** The filter's query, for the links to the events' pages. */
  readonly query: string
  readonly windowHeight: number
  readonly onOpen: (event: CloudTrailEvent) => void
  readonly onOrder: (order: Order) => void
}

/** The list's first window as `EventList` will draw it, before React is there to do so. No hooks. */
export function FirstEvents(props: FirstEventsProps) {
  const { events, preferences, order, query, windowHeight, onOpen, onOrder } = props
  const { columns, columnWidths, wrapLines, zone } = preferences
  const rowHeight = rowHeightOf(preferences)
  return (
    <div
      className={wrapLines ? 'event-list event-list-wrapped' : 'event-list'}
      style={listStyle(preferences, columnWidths)}
    >
      <div className="event-list-header">
        <div />
        {columns.map((column) => (
          <div key={column} className="event-list-header-cell">
            {column === 'eventTime' ? (
              <SortButton order={order} onOrder={onOrder} />
            ) : (
              <span className="event-list-header-label">{columnLabel(column)}</span>
            )}
            <div className="event-list-header-resizer" />
          </div>
        ))}
      </div>
      <div className="event-list-rows" style={{ blockSize: rowHeight * events.length }}>
        {events.slice(0, Math.ceil(windowHeight / rowHeight)).map((event, index) => (
          <EventRow
            key={event.id}
            row={{ original: { index, event } }}
            columns={columns}
            top={rowHeight * index}
            zone={zone}
            active={false}
            activeColumn={-1}
            open={false}
            ticked={false}
            onTick={nothing}
            query={query}
            onOpen={onOpen}
            onActivate={nothing}
          />
        ))}
      </div>
    </div>
  )
}

const nothing = () => {}
