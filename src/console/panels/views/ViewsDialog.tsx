import Button from '@cloudscape-design/components/button'
import Input, { type InputProps } from '@cloudscape-design/components/input'
import Modal from '@cloudscape-design/components/modal'
import Tabs from '@cloudscape-design/components/tabs'
import { useMemo, useRef, useState, type KeyboardEvent } from 'react'
import type { SavedView } from '../../../api/views.ts'
import { PRESETS } from '../../../filter/presets/presets.ts'
import { readSavedQuery } from '../../models/address/savedQuery.ts'
import type { RecentSearch } from '../../models/preferences/searchHistory.ts'
import { useSearchHistory } from '../../models/preferences/useSearchHistory.ts'
import { FirstFocus } from '../../ui/FirstFocus.tsx'
import { currentNow } from '../../models/queries/refreshes.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { useViews } from '../../models/queries/useViews.ts'
import { PresetViews } from './PresetViews.tsx'
import { RecentQueries } from './RecentQueries.tsx'
import { SavedViews } from './SavedViews.tsx'
import { isFound, isPresetFound, isViewFound, filterLine } from './viewItems.ts'
import { closeViewsDialog, openViewsDialog } from './viewsDialog.ts'
import { ROW, type Counting } from './ViewRow.tsx'
import './ViewsDialog.css'

type Part = 'saved' | 'presets' | 'recent'

/**
 * Saved views, presets and recent queries, with the number of events that each finds in the present
 * state of the store.
 */
export function ViewsDialog() {
  const { data: answer, error } = useViews()
  const searches = useSearchHistory((history) => history.searches)
  const counting = useCounting()
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<Part | null>(null)
  const part = chosen ?? (answer?.views.length ? 'saved' : 'presets')
  const list = useRef<HTMLDivElement>(null)
  const input = useRef<InputProps.Ref>(null)

  const parts = {
    saved: <SavedViews answer={answer} error={error} search={search.trim()} counting={counting} />,
    presets: <PresetViews search={search.trim()} counting={counting} />,
    recent: <RecentQueries search={search.trim()} counting={counting} />,
  }

  return (
    <Modal visible size="large" header="Views" onDismiss={closeViewsDialog} closeAriaLabel="Close views">
      <FirstFocus on={input} />
      <div ref={list} className="views" onKeyDown={(domEvent) => moveThrough(list.current, domEvent)}>
        <div className="views-head">
          <Input
            ref={input}
            type="search"
            value={search}
            onChange={({ detail }) => setSearch(detail.value)}
            ariaLabel="Search views"
            clearAriaLabel="Clear"
            placeholder="Search views, presets and recent searches"
          />
          <Button iconName="add-plus" onClick={() => openViewsDialog({ kind: 'save' })}>
            Save view
          </Button>
        </div>
        {search.trim() === '' ? (
          <Tabs
            activeTabId={part}
            onChange={({ detail }) => setChosen(detail.activeTabId as Part)}
            disableContentPaddings
            ariaLabel="Kinds of views"
            tabs={[
              { id: 'saved', label: `Saved (${answer?.views.length ?? '…'})` },
              { id: 'presets', label: `Presets (${PRESETS.length})` },
              { id: 'recent', label: `Recent (${searches.length})` },
            ].map(({ id, label }) => ({
              id,
              label,
              content: <div className="views-list">{id === part && parts[part]}</div>,
            }))}
          />
        ) : (
          <div className="views-list views-found">
            {parts.saved}
            {parts.presets}
            {parts.recent}
            {isNothingFound(search, answer?.views ?? [], searches) && (
              <p className="views-nothing">No views, presets or recent searches match “{search.trim()}”.</p>
            )}
          </div>
        )}
      </div>
    </Modal>
  )
}

const isNothingFound = (
  search: string,
  views: readonly SavedView[],
  searches: readonly RecentSearch[],
): boolean =>
  !views.some((view) => isViewFound(search, view)) &&
  !PRESETS.some((preset) => isPresetFound(search, preset)) &&
  !searches.some(({ query }) => isFound(search, filterLine(readSavedQuery(query, null).filter)))

/** All rows are counted in the same state, which changes when events have come. */
function useCounting(): Counting {
  const status = useStatus().data
  const [nowMs] = useState(currentNow)
  const eventCount = status?.eventCount
  // oxlint-disable-next-line react/exhaustive-deps -- a new mark of the same events is nothing new
  return useMemo(() => ({ nowMs, asOf: status?.asOf }), [nowMs, eventCount])
}

/**
 * Arrow keys move from the search through the rows and back; Enter in the search opens the first.
 */
function moveThrough(list: HTMLElement | null, domEvent: KeyboardEvent): void {
  const rows = [...(list?.querySelectorAll<HTMLElement>(`[${ROW}]`) ?? [])]
  const at = rows.indexOf(domEvent.target as HTMLElement)
  const inSearch = domEvent.target instanceof HTMLInputElement && domEvent.target.type === 'search'
  if ((at < 0 && !inSearch) || rows.length === 0 || domEvent.ctrlKey || domEvent.metaKey || domEvent.altKey)
    return
  const { key } = domEvent
  if (key === 'ArrowDown') rows[Math.min(at + 1, rows.length - 1)]?.focus()
  else if (key === 'ArrowUp' && at > 0) rows[at - 1]?.focus()
  else if (key === 'ArrowUp' && at === 0) list?.querySelector<HTMLElement>('input[type=search]')?.focus()
  else if (key === 'Home' && at >= 0) rows[0]?.focus()
  else if (key === 'End' && at >= 0) rows.at(-1)?.focus()
  else if (key === 'Enter' && inSearch) rows[0]?.click()
  else return
  domEvent.preventDefault()
}
