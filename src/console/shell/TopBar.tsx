import CloudscapeIcon from '@cloudscape-design/components/icon'
import type { ReactNode } from 'react'
import { keyName } from '../models/commands/keys.ts'
import { useCommands } from '../models/commands/useCommands.ts'
import { prefer, usePreferences } from '../models/preferences/usePreferences.ts'
import { StoreInfo } from './StoreInfo.tsx'
import { TopBarTitle } from './TopBarTitle.tsx'
import { useIsDark } from './useTheme.ts'
import { Icon } from '../ui/Icon.tsx'
import './TopBar.css'

export interface TopBarProps {
  readonly id: string
  readonly accountActions: ReactNode
  readonly onPalette: () => void
  readonly onHelp: () => void
}

export function TopBar({ id, accountActions, onPalette, onHelp }: TopBarProps) {
  const zone = usePreferences((preferences) => preferences.zone)
  const navigationOpen = usePreferences((preferences) => preferences.navigationOpen)
  const dark = useIsDark()
  const otherZone = zone === 'utc' ? 'local' : 'utc'
  const switchZone = () => prefer({ zone: otherZone })
  const switchTheme = () => prefer({ theme: dark ? 'light' : 'dark' })
  useCommands({ zone: switchZone, theme: switchTheme })
  return (
    <header id={id} className="top-bar">
      <button
        type="button"
        className="top-bar-button"
        aria-label={navigationOpen ? 'Close navigation' : 'Open navigation'}
        aria-expanded={navigationOpen}
        onClick={() => prefer({ navigationOpen: !navigationOpen })}
      >
        <CloudscapeIcon name="menu" />
      </button>
      <TopBarTitle />
      <StoreInfo />
      {accountActions}
      <div className="top-bar-actions">
        <button
          type="button"
          className="top-bar-button top-bar-palette"
          aria-label="Find anything"
          aria-haspopup="dialog"
          title={`Find anything (${keyName('Mod+k')})`}
          onClick={onPalette}
        >
          <CloudscapeIcon name="search" />
          <span>Find anything</span>
          <kbd>{keyName('Mod+k')}</kbd>
        </button>
        <button
          type="button"
          className="top-bar-button"
          aria-label={`Times in ${zoneName(zone)}. Show them in ${zoneName(otherZone)}`}
          title={`Times in ${zoneName(zone)}. Show them in ${zoneName(otherZone)}`}
          onClick={switchZone}
        >
          <CloudscapeIcon name="status-pending" />
          {zone === 'utc' ? 'UTC' : 'Local'}
        </button>
        <button
          type="button"
          className="top-bar-button"
          aria-label={dark ? 'Use the light theme' : 'Use the dark theme'}
          title={dark ? 'Light theme' : 'Dark theme'}
          onClick={switchTheme}
        >
          <Icon size={16}>
            {dark ? (
              <path d="M8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.4 1.4M11.6 11.6 13 13M13 3l-1.4 1.4M4.4 11.6 3 13M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6z" />
            ) : (
              <path d="M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1z" />
            )}
          </Icon>
        </button>
        <button
          type="button"
          className="top-bar-button"
          aria-label="Keyboard shortcuts"
          title="Keyboard shortcuts (?)"
          onClick={onHelp}
        >
          <CloudscapeIcon name="keyboard" />
        </button>
      </div>
    </header>
  )
}

const zoneName = (zone: 'utc' | 'local'): string => (zone === 'utc' ? 'UTC' : 'the local time zone')
