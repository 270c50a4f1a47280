import Box from '@cloudscape-design/components/box'
import Button from '@cloudscape-design/components/button'
import Toggle from '@cloudscape-design/components/toggle'
import { readSavedQuery } from '../../models/address/savedQuery.ts'
import { addressOf, go } from '../../models/address/useView.ts'
import { usePreferences } from '../../models/preferences/usePreferences.ts'
import {
  removeSearch,
  clearSearches,
  keepSearchHistory,
  useSearchHistory,
} from '../../models/preferences/useSearchHistory.ts'
import { spellOutInvisible } from '../../ui/invisibleCharacters.ts'
import { countOf } from '../../ui/numbers.ts'
import { formatTime } from '../../ui/time.ts'
import { isFound, filterLine } from './viewItems.ts'
import { closeViewsDialog } from './viewsDialog.ts'
import { ViewRow, type Counting } from './ViewRow.tsx'

/** Only the query changes: the columns stay. */
function viewOfSearch(query: string) {
  const { filter, order, openEvent, savedView } = readSavedQuery(query, null)
  return { filter, order, openEvent, savedView }
}

/** Recent queries in this browser. */
export function RecentQueries({
  search,
  counting,
}: {
  readonly search: string
  readonly counting: Counting
}) {
  const { on, searches } = useSearchHistory()
  const zone = usePreferences((preferences) => preferences.zone)
  const lines = searches
    .map((recent) => ({ ...recent, view: viewOfSearch(recent.query) }))
    .map((recent) => ({ ...recent, line: filterLine(recent.view.filter) }))
    .filter(({ line }) => isFound(search, line))
  return (
    <>
      {search === '' && (
        <div className="views-history">
          <Toggle checked={on} onChange={({ detail }) => keepSearchHistory(detail.checked)}>
            Save recent searches in this browser
          </Toggle>
          <Button variant="inline-link" disabled={searches.length === 0} onClick={clearSearches}>
            Clear recent searches
          </Button>
        </div>
      )}
      {search === '' && searches.length === 0 && (
        <Box color="text-body-secondary" padding={{ vertical: 's', horizontal: 'xs' }}>
          {on ? 'No recent searches.' : 'Recent searches are not saved.'}
        </Box>
      )}
      <ul className="view-rows">
        {lines.map(({ query, atMs, count, view, line }) => (
          <ViewRow
            key={query}
            name={line}
            line="name"
            sentence={`${formatTime(new Date(atMs).toISOString().replace(/\.\d+/, ''), zone)} · ${countOf(count, 'event')} at the time`}
            filter={view.filter}
            counting={counting}
            href={addressOf(view)}
            onOpen={() => (closeViewsDialog(), go(view))}
            actions={
              <Button
                variant="inline-icon"
                iconName="close"
                ariaLabel={`Remove ${spellOutInvisible(line)}`}
                onClick={() => removeSearch(query)}
              />
            }
          />
        ))}
      </ul>
    </>
  )
}
