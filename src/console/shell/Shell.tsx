import AppLayout, { type AppLayoutProps } from '@cloudscape-design/components/app-layout'
import { useEffect, useState, type ReactNode } from 'react'
import { prefer, usePreferences } from '../preferences/usePreferences.ts'
import { KeyboardHelp } from './KeyboardHelp.tsx'
import { LoadingProgress } from './LoadingProgress.tsx'
import { Navigation } from './Navigation.tsx'
import { ServerGoneNotice } from './ServerGoneNotice.tsx'
import { TopBar } from './TopBar.tsx'
import { isTyping } from '../ui/isTyping.ts'
import './Shell.css'

export interface ShellProps {
  /** What the page is about: the first part of the window's title. */
  readonly title: string
  /** `filled`: exactly as high as the window, parts scroll inside. `page`: as high as it is. */
  readonly height: 'filled' | 'page'
  readonly breadcrumbs?: ReactNode
  readonly notifications?: ReactNode
  readonly splitPanel?: ReactNode
  readonly splitPanelOpen?: boolean
  readonly onSplitPanelClose?: () => void
  readonly children: ReactNode
}

const TOP_BAR = 'top-bar'

/** What stands around every page: top bar, navigation, notices, the panel beside the content. */
export function Shell(props: ShellProps) {
  const {
    title,
    height,
    breadcrumbs,
    notifications,
    splitPanel,
    splitPanelOpen = false,
    onSplitPanelClose,
    children,
  } = props
  const navigationOpen = usePreferences((preferences) => preferences.navigationOpen)
  const position = usePreferences((preferences) => preferences.splitPanelPosition)
  const size = usePreferences((preferences) => preferences.splitPanelSize)
  const [help, setHelp] = useState(false)

  useEffect(() => {
    document.title = `${title} · Event History Console`
  }, [title])

  useEffect(() => {
    const onKeyDown = (domEvent: KeyboardEvent) => {
      if (domEvent.key === '?' && !isTyping(domEvent)) setHelp(true)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  }, [])

  return (
    <>
      <TopBar id={TOP_BAR} onHelp={() => setHelp(true)} />
      <AppLayout
        headerSelector={`#${TOP_BAR}`}
        toolsHide
        navigation={<Navigation />}
        navigationWidth={220}
        navigationOpen={navigationOpen}
        onNavigationChange={({ detail }) => prefer({ navigationOpen: detail.open })}
        breadcrumbs={breadcrumbs}
        maxContentWidth={Number.MAX_VALUE}
        disableContentPaddings
        content={
          <div className={`shell-content shell-content-${height}`}>
            <ServerGoneNotice />
            <LoadingProgress />
            {notifications}
            {children}
          </div>
        }
        splitPanel={splitPanel}
        splitPanelOpen={splitPanelOpen}
        splitPanelSize={size ?? defaultPanelSize(position)}
        splitPanelPreferences={{ position }}
        onSplitPanelToggle={({ detail }) => !detail.open && onSplitPanelClose?.()}
        onSplitPanelResize={({ detail }) => prefer({ splitPanelSize: detail.size })}
        onSplitPanelPreferencesChange={({ detail }) =>
          prefer({ splitPanelPosition: detail.position, splitPanelSize: null })
        }
        ariaLabels={ARIA_LABELS}
      />
      {help && <KeyboardHelp onClose={() => setHelp(false)} />}
    </>
  )
}

const ARIA_LABELS: AppLayoutProps.Labels = {
  navigation: 'Navigation',
  navigationToggle: 'Open navigation',
  navigationClose: 'Close navigation',
  notifications: 'Notifications',
}

const defaultPanelSize = (position: 'side' | 'bottom'): number =>
  position === 'side' ? Math.round(Math.min(720, innerWidth * 0.42)) : Math.round(innerHeight * 0.5)
