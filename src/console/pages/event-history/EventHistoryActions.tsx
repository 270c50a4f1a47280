import Button from '@cloudscape-design/components/button'
import SpaceBetween from '@cloudscape-design/components/space-between'
import type { Filter, Order } from '../../../filter/filter.ts'
import { currentView, go, useView } from '../../models/address/useView.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { CopyView } from '../../panels/download-events/CopyView.tsx'
import { DownloadEvents } from '../../panels/download-events/DownloadEvents.tsx'
import { LoadLogFilesButton } from '../../panels/load-log-files/LoadLogFilesButton.tsx'
import { ViewsButton } from '../../panels/views/ViewsButton.tsx'
import { useLiveTail } from './useLiveTail.ts'
import { DialogBoundary } from '../../ui/DialogBoundary.tsx'
import { lazyPart, useWhenIdle } from '../../ui/lazyPart.tsx'
import { HeaderToggle } from './HeaderToggle.tsx'
import { closePreferences, openPreferences, usePreferencesDialog } from '../usePreferencesDialog.ts'

const PreferencesDialog = lazyPart(
  async () => (await import('../../panels/preferences-dialog/PreferencesDialog.tsx')).PreferencesDialog,
)

export interface EventHistoryActionsProps {
  readonly filter: Filter
  readonly order: Order
  /** Undefined while it is counted, or when it may be out of date. */
  readonly count: number | undefined
  readonly onRefresh: () => void
  readonly onLive: () => void
  readonly facetsShown: boolean
  readonly onFacets: () => void
}

const toggleGroup = () => go({ group: currentView().group === null ? 'repeats' : null })

/** A line with others grouped below it. */
const GroupIcon = () => (
  <svg viewBox="0 0 16 16" focusable="false" aria-hidden="true">
    <path d="M1 3h14M5 8h10M5 13h10M2 7v6" />
  </svg>
)

/** Actions on the list as a whole. */
export function EventHistoryActions(props: EventHistoryActionsProps) {
  const { filter, order, count, onRefresh, onLive, facetsShown, onFacets } = props
  const live = useLiveTail((tail) => tail.on)
  const isGrouped = useView((view) => view.group !== null)
  const compact = useView((view) => view.openEvent !== null)
  const preferences = usePreferencesDialog((state) => state.open)
  useCommands({ preferences: openPreferences, groupRepeats: toggleGroup })
  useWhenIdle(PreferencesDialog.preload, true)
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        <Button iconName="refresh" ariaLabel="Refresh" onClick={onRefresh} />
        <CopyView filter={filter} order={order} />
        <DownloadEvents filter={filter} order={order} count={count} />
        <LoadLogFilesButton />
        <ViewsButton />
        <HeaderToggle
          name="Live tail"
          iconName="play"
          pressedIconName="pause"
          pressed={live}
          onChange={onLive}
          compact={compact}
        >
          Live
        </HeaderToggle>
        <HeaderToggle
          name="Group repeats"
          iconSvg={<GroupIcon />}
          pressed={isGrouped}
          onChange={toggleGroup}
          compact={compact}
        >
          Group
        </HeaderToggle>
        <Button
          variant="icon"
          iconName="filter"
          ariaLabel="Facets"
          ariaExpanded={facetsShown}
          onClick={onFacets}
        />
        <Button variant="icon" iconName="settings" ariaLabel="Preferences" onClick={openPreferences} />
      </SpaceBetween>
      {preferences && (
        <DialogBoundary onClose={closePreferences}>
          <PreferencesDialog onClose={closePreferences} />
        </DialogBoundary>
      )}
    </>
  )
}
