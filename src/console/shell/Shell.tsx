import AppLayoutToolbar, {
  type AppLayoutToolbarProps,
} from '@cloudscape-design/components/app-layout-toolbar'
import { useEffect, useState, type CSSProperties, type ReactNode } from 'react'
import { currentColumns, showColumns } from '../models/address/useShownColumns.ts'
import { titleOf, type NavigationItem } from '../models/address/page.ts'
import { usePage } from '../models/address/useView.ts'
import { useCommands } from '../models/commands/useCommands.ts'
import { currentPreferences, prefer, usePreferences } from '../models/preferences/usePreferences.ts'
import { useStatus } from '../models/queries/useStatus.ts'
import { ServerUnreachableNotice } from './ServerUnreachableNotice.tsx'
import { TopBar } from './TopBar.tsx'
import { DialogBoundary } from '../ui/DialogBoundary.tsx'
import { lazyPart } from '../ui/lazyPart.tsx'
import { PartBoundary } from '../ui/PartBoundary.tsx'
import './Shell.css'

const KeyboardHelp = lazyPart(async () => (await import('./KeyboardHelp.tsx')).KeyboardHelp)
const Navigation = lazyPart(async () => (await import('./Navigation.tsx')).Navigation)
const LoadingProgress = lazyPart(async () => (await import('./LoadingProgress.tsx')).LoadingProgress)
const NotStoredNotice = lazyPart(async () => (await import('./NotStoredNotice.tsx')).NotStoredNotice)

export interface ShellProps {
  /**
   * The subject of the page: the first part of the window's title. Without it, the title of the
   * route.
   */
  readonly title?: string
  readonly navigation: readonly NavigationItem[]
  /**
   * `filled`: exactly as high as the window, with parts that scroll. `page`: as high as its
   * content.
   */
  readonly height: 'filled' | 'page'
  readonly breadcrumbs?: ReactNode
  readonly notifications?: ReactNode
  /** Shown beside the event data store in the top bar. */
  readonly accountActions?: ReactNode
  readonly onPalette: () => void
  readonly splitPanel?: ReactNode
  readonly splitPanelOpen?: boolean
  readonly onSplitPanelClose?: () => void
  readonly children: ReactNode
}

const TOP_BAR = 'top-bar'

/** What surrounds every page: top bar, navigation, notices, the panel beside the content. */
export function Shell(props: ShellProps) {
  const { kind } = usePage()
  const {
    title = titleOf(kind),
    navigation,
    height,
    breadcrumbs,
    notifications,
    accountActions,
    onPalette,
    splitPanel,
    splitPanelOpen = false,
    onSplitPanelClose,
    children,
  } = props
  const navigationOpen = usePreferences((preferences) => preferences.navigationOpen)
  const position = usePreferences((preferences) => preferences.splitPanelPosition)
  const size = usePreferences((preferences) => preferences.splitPanelSize)
  const status = useStatus().data
  const [help, setHelp] = useState(false)
  const panelSize = size ?? defaultPanelSize(position)
  const below =
    splitPanelOpen && (position === 'bottom' || !hasSide()) ? Math.min(panelSize, innerHeight * 0.7) : 0
  const contentStyle: CSSProperties & Record<'--panel-below', string> = { '--panel-below': `${below}px` }

  useEffect(() => {
    document.title = `${title} · Event History Console`
  }, [title])

  useCommands({
    help: () => setHelp(true),
    panelSide: splitPanelOpen
      ? () => prefer({ splitPanelPosition: position === 'side' ? 'bottom' : 'side', splitPanelSize: null })
      : undefined,
    density: () =>
      prefer({ density: currentPreferences().density === 'compact' ? 'comfortable' : 'compact' }),
    wrapLines: () => showColumns({ wrapLines: !currentColumns().wrapLines }),
    histogram: () => prefer({ histogramOpen: !currentPreferences().histogramOpen }),
    navigation: () => prefer({ navigationOpen: !navigationOpen }),
  })

  return (
    <>
      <PartBoundary name="The top bar">
        <TopBar
          id={TOP_BAR}
          accountActions={accountActions}
          onPalette={onPalette}
          onHelp={() => setHelp(true)}
        />
      </PartBoundary>
      <AppLayoutToolbar
        headerSelector={`#${TOP_BAR}`}
        toolsHide
        navigation={
          <PartBoundary name="The navigation">
            <Navigation items={navigation} />
          </PartBoundary>
        }
        navigationWidth={220}
        navigationTriggerHide
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => prefer({ navigationOpen: detail.open })}
        breadcrumbs={breadcrumbs}
        maxContentWidth={Number.MAX_VALUE}
        disableContentPaddings
        content={
          <div
            className={[
              'shell-content',
              `shell-content-${height}`,
              breadcrumbs !== undefined && 'shell-content-below-breadcrumbs',
              below > 0 && 'shell-content-above-panel',
            ]
              .filter(Boolean)
              .join(' ')}
            style={contentStyle}
          >
            <ServerUnreachableNotice />
            {status?.loading && <LoadingProgress />}
            {status?.notStored && <NotStoredNotice reason={status.notStored} />}
            <PartBoundary name="The notices" resetKeys={[notifications]}>
              {notifications}
            </PartBoundary>
            <PartBoundary name="This page" resetKeys={[title]}>
              {children}
            </PartBoundary>
          </div>
        }
        splitPanel={splitPanel}
        splitPanelOpen={splitPanelOpen}
        splitPanelSize={panelSize}
        splitPanelPreferences={{ position }}
        onSplitPanelToggle={({ detail }) => !detail.open && onSplitPanelClose?.()}
        onSplitPanelResize={({ detail }) => prefer({ splitPanelSize: detail.size })}
        onSplitPanelPreferencesChange={({ detail }) =>
          prefer({ splitPanelPosition: detail.position, splitPanelSize: null })
        }
        ariaLabels={ARIA_LABELS}
      />
      {help && (
        <DialogBoundary onClose={() => setHelp(false)}>
          <KeyboardHelp onClose={() => setHelp(false)} />
        </DialogBoundary>
      )}
    </>
  )
}

const ARIA_LABELS: AppLayoutToolbarProps.Labels = {
  navigation: 'Navigation',
  navigationToggle: 'Open navigation',
  navigationClose: 'Close navigation',
  notifications: 'Notifications',
}

/** In narrower windows AppLayout puts the panel below the content. */
const hasSide = (): boolean => innerWidth > 900

const defaultPanelSize = (position: 'side' | 'bottom'): number =>
  Math.round(position === 'side' && hasSide() ? Math.min(720, innerWidth * 0.42) : innerHeight * 0.55)
