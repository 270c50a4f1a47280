import type { CloudTrailEvent } from '../../cloudtrail/event.ts'
import type { Order } from '../../filter/filter.ts'
import type { ShownColumns } from '../models/address/shownColumns.ts'
import type { Preferences } from '../models/preferences/preferences.ts'
import { EventRow } from '../panels/event-list/EventRow.tsx'
import { zoneOfTitle } from '../panels/event-list/columns/columnText.ts'
import { contentWidths } from '../panels/event-list/columns/contentWidths.ts'
import { HeaderButton } from '../panels/event-list/columns/HeaderButton.tsx'
import { SelectAllBox } from '../panels/event-list/columns/SelectAllBox.tsx'
import { columnStyle, listStyle, rowHeightOf } from '../panels/event-list/listStyle.ts'
import '../ui/tableFrame.css'
import '../panels/event-list/EventList.css'
import '../panels/event-list/columns/EventListHeader.css'

export interface FirstEventsProps {
  /** The start of the result. */
  readonly events: readonly CloudTrailEvent[]
  readonly columns: ShownColumns
  readonly preferences: Preferences
  readonly order: Order
  /** The filter as a query, for the links to event pages. */
  readonly linkQuery: string
  readonly windowHeight: number
  readonly onOpen: (event: CloudTrailEvent) => void
  readonly onOrder: (order: Order) => void
}

/** The first rows of the list as `EventList` will draw them, before React has loaded. No hooks. */
export function FirstEvents(props: FirstEventsProps) {
  const { events, columns, preferences, order, linkQuery, windowHeight, onOpen, onOrder } = props
  const { names, wrapLines } = columns
  const { density, zone } = preferences
  const titleZone = zoneOfTitle(events, zone)
  const rowHeight = rowHeightOf(wrapLines, density)
  const columnsStyle = columnStyle(columns, contentWidths(events, names, zone))
  return (
    <div
      className={wrapLines ? 'table-frame event-list event-list-wrapped' : 'table-frame event-list'}
      style={listStyle(columns, density)}
    >
      <div className="event-list-header" style={columnsStyle}>
        <div>
          <SelectAllBox count={events.length} selectedCount={0} onSelectAll={nothing} onClear={nothing} />
        </div>
        <div />
        {names.map((column) => (
          <div key={column} className="event-list-header-cell" data-column={column}>
            <HeaderButton
              column={column}
              titleZone={titleZone}
              order={order}
              onOrder={onOrder}
              onMenu={nothing}
              tabIndex={-1}
            />
            <div className="event-list-header-resizer" />
          </div>
        ))}
      </div>
      <div className="event-list-rows" style={{ ...columnsStyle, blockSize: rowHeight * events.length }}>
        {events.slice(0, Math.ceil(windowHeight / rowHeight)).map((event, index) => (
          <EventRow
            key={event.id}
            row={{ original: { index, offset: index, member: 0, isExpanded: false, event } }}
            columns={names}
            top={rowHeight * index}
            zone={zone}
            titleZone={titleZone}
            active={false}
            activeColumn={-1}
            arrivedIn={null}
            gap={null}
            open={false}
            selected={false}
            notes={event.notes}
            onPress={(_, press) => press === 'open' && onOpen(event)}
            onStar={nothing}
            onToggleExpanded={nothing}
            linkQuery={linkQuery}
            onOpen={onOpen}
          />
        ))}
      </div>
    </div>
  )
}

const nothing = () => {}
