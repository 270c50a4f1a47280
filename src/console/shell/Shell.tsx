import { useCallback, useEffect, useState, type ReactNode } from 'react'
import { currentColumns, showColumns } from '../models/address/useShownColumns.ts'
import { titleOf, type NavigationItem } from '../models/address/page.ts'
import { usePage } from '../models/address/useView.ts'
import { useCommands } from '../models/commands/useCommands.ts'
import { useStorageRefused } from '../models/preferences/keptStorage.ts'
import { currentPreferences, prefer, usePreferences } from '../models/preferences/usePreferences.ts'
import { useStatus } from '../models/queries/useStatus.ts'
import { NavigationPanel } from './NavigationPanel.tsx'
import { ServerUnreachableNotice } from './ServerUnreachableNotice.tsx'
import { SkipLinks } from './SkipLinks.tsx'
import { movePanel, SplitView } from './SplitView.tsx'
import type { StoreInfoProps } from './StoreInfo.tsx'
import { TopBar } from './TopBar.tsx'
import { DialogBoundary } from '../ui/DialogBoundary.tsx'
import { lazyPart } from '../ui/lazyPart.tsx'
import { PartBoundary } from '../ui/PartBoundary.tsx'
import { useMediaQuery } from '../ui/useMediaQuery.ts'
import './Notices.css'
import './Shell.css'
import './forcedColors.css'
import './print.css'

const KeyboardHelp = lazyPart(async () => (await import('./KeyboardHelp.tsx')).KeyboardHelp)
const LiveAccountProgress = lazyPart(
  async () => (await import('./LiveAccountProgress.tsx')).LiveAccountProgress,
)
const LoadingProgress = lazyPart(async () => (await import('./LoadingProgress.tsx')).LoadingProgress)
const StorageRefusedNotice = lazyPart(
  async () => (await import('./StorageRefusedNotice.tsx')).StorageRefusedNotice,
)
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
  /** Notices on actions, shown with those of the shell in the corner of the window. */
  readonly notices?: ReactNode
  /** Shown beside the event data store in the top bar. */
  readonly accountActions?: ReactNode
  /** Actions on the event data store: see `StoreInfo`. */
  readonly StoreMenu: StoreInfoProps['Menu']
  readonly onPalette: () => void
  /** Shown beside the page, or over it in a narrow window; null while it is closed. */
  readonly panel?: ReactNode
  /** Menus and dialogs of the whole console, outside the content, which the panel can cover. */
  readonly overlays: ReactNode
  readonly children: ReactNode
}

/** Where the navigation is over the page: see `NavigationPanel.css`. */
const NAVIGATION_COVERS = '(width <= 688px)'

/** What surrounds every page: top bar, navigation, notices, the panel beside the content. */
export function Shell(props: ShellProps) {
  const { kind } = usePage()
  const {
    title = titleOf(kind),
    navigation,
    height,
    breadcrumbs,
    notices,
    accountActions,
    StoreMenu,
    onPalette,
    panel = null,
    overlays,
    children,
  } = props
  const navigationOpen = usePreferences((preferences) => preferences.navigationOpen)
  const status = useStatus().data
  const storageRefused = useStorageRefused(({ refused }) => refused)
  const isCovered = useMediaQuery(NAVIGATION_COVERS)
  const [help, setHelp] = useState(false)
  const openHelp = useCallback(() => setHelp(true), [])

  useEffect(() => {
    document.title = `${title} · Event History Console`
  }, [title])

  useCommands({
    help: openHelp,
    panelSide: panel === null ? undefined : movePanel,
    density: () =>
      prefer({ density: currentPreferences().density === 'compact' ? 'comfortable' : 'compact' }),
    wrapLines: () => showColumns({ wrapLines: !currentColumns().wrapLines }),
    histogram: () => prefer({ histogramOpen: !currentPreferences().histogramOpen }),
    navigation: () => prefer({ navigationOpen: !navigationOpen }),
  })

  return (
    <>
      <SkipLinks hasPanel={panel !== null} />
      <PartBoundary name="The top bar">
        <TopBar
          accountActions={accountActions}
          StoreMenu={StoreMenu}
          onPalette={onPalette}
          onHelp={openHelp}
        />
      </PartBoundary>
      <div className="shell">
        {navigationOpen && <NavigationPanel items={navigation} covers={isCovered} />}
        <main className="shell-main" inert={navigationOpen && isCovered}>
          {breadcrumbs && <div className="shell-breadcrumbs">{breadcrumbs}</div>}
          <div
            className={[
              'shell-frame',
              `shell-frame-${height}`,
              breadcrumbs && 'shell-frame-below-breadcrumbs',
            ]
              .filter(Boolean)
              .join(' ')}
          >
            <PartBoundary name="The notices" resetKeys={[notices]}>
              <ul className="notices" aria-label="Notifications">
                <ServerUnreachableNotice />
                {status?.loading && <LoadingProgress />}
                {status?.liveAccount && <LiveAccountProgress account={status.liveAccount} />}
                {storageRefused && <StorageRefusedNotice />}
                {status?.notStored && <NotStoredNotice reason={status.notStored} />}
                {notices}
              </ul>
            </PartBoundary>
            <SplitView panel={panel}>
              <div className="shell-content">
                <PartBoundary name="This page" resetKeys={[title]}>
                  {children}
                </PartBoundary>
              </div>
            </SplitView>
            {overlays}
          </div>
        </main>
      </div>
      {help && (
        <DialogBoundary onClose={() => setHelp(false)}>
          <KeyboardHelp onClose={() => setHelp(false)} />
        </DialogBoundary>
      )}
    </>
  )
}
