import type { Filter, Order } from '../../../filter/filter.ts'
import { currentView, go, useView } from '../../models/address/useView.ts'
import { useCommands } from '../../models/commands/useCommands.ts'
import { DownloadEvents } from '../../panels/download-events/DownloadEvents.tsx'
import { DialogBoundary } from '../../ui/DialogBoundary.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { lazyPart, useWhenIdle } from '../../ui/lazyPart.tsx'
import { breakdownPage } from '../../routes.ts'
import { closePreferences, openPreferences, usePreferencesDialog } from '../usePreferencesDialog.ts'
import { ListButton } from './ListButton.tsx'
import { MoreActions } from './MoreActions.tsx'
import { RefreshButtons } from './RefreshButtons.tsx'

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
  readonly fieldsShown: boolean
  readonly onFields: () => void
}

const breakDown = () => go(breakdownPage(currentView(), 'eventName'))

const toggleGroup = () => go({ group: currentView().group === null ? 'repeats' : null })

/** Actions on the list as a whole. */
export function EventHistoryActions(props: EventHistoryActionsProps) {
  const { filter, order, count, onRefresh, onLive, fieldsShown, onFields } = props
  const isGrouped = useView((view) => view.group !== null)
  const preferences = usePreferencesDialog((state) => state.open)
  useCommands({ preferences: openPreferences, groupRepeats: toggleGroup, breakdown: breakDown })
  useWhenIdle(PreferencesDialog.preload, true)
  return (
    <div className="event-history-actions">
      <span className="event-history-icons">
        <ListButton
          name="Fields"
          shortcut="f"
          aria-expanded={fieldsShown}
          onClick={onFields}
          icon={
            <Icon size={16}>
              <path d="M1.5 2.5h13v11h-13zM6 2.5v11M3 5.5h1.5M3 8h1.5" />
            </Icon>
          }
        />
        <ListButton
          name="Breakdown"
          shortcut="b"
          onClick={breakDown}
          icon={
            <Icon size={16}>
              <path d="M2 2v12M2 4h11M2 8h7M2 12h4" />
            </Icon>
          }
        />
        <ListButton
          name="Group repeats"
          aria-pressed={isGrouped}
          onClick={toggleGroup}
          icon={
            <Icon size={16}>
              <path d="M1 3h14M5 8h10M5 13h10M2 7v6" />
            </Icon>
          }
        />
        <ListButton
          name="Preferences"
          onClick={openPreferences}
          icon={
            <Icon size={16}>
              <path d="M2 4.5h7M13 4.5h1M2 11.5h1M7 11.5h7M11 2.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM5 9.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4z" />
            </Icon>
          }
        />
      </span>
      <RefreshButtons onRefresh={onRefresh} onLive={onLive} />
      <DownloadEvents filter={filter} order={order} count={count} />
      <MoreActions filter={filter} order={order} />
      {preferences && (
        <DialogBoundary onClose={closePreferences}>
          <PreferencesDialog onClose={closePreferences} />
        </DialogBoundary>
      )}
    </div>
  )
}
