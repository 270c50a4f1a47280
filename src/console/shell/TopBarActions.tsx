import { useState, type ReactNode } from 'react'
import { keyName } from '../models/commands/keys.ts'
import { useCommands } from '../models/commands/useCommands.ts'
import { prefer, usePreferences } from '../models/preferences/usePreferences.ts'
import type { MenuPlace } from '../ui/ContextMenu.tsx'
import { DialogBoundary } from '../ui/DialogBoundary.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ICON_PATHS } from '../ui/iconPaths.ts'
import { lazyPart } from '../ui/lazyPart.tsx'
import { Toolbar } from '../ui/Toolbar.tsx'
import { useMediaQuery } from '../ui/useMediaQuery.ts'
import { useIsDark } from './useTheme.ts'

const ContextMenu = lazyPart(async () => (await import('../ui/ContextMenu.tsx')).ContextMenu)

interface Setting {
  readonly label: string
  readonly icon: ReactNode
  /** Beside its icon. */
  readonly text?: string
  readonly run: () => void
}

export interface TopBarActionsProps {
  readonly onPalette: () => void
  readonly onHelp: () => void
}

/** The palette, and settings that become one menu where the top bar has no room for them. */
export function TopBarActions({ onPalette, onHelp }: TopBarActionsProps) {
  const settings = useSettings(onHelp)
  const hasRoom = useMediaQuery('(width >= 900px)')
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  return (
    <Toolbar className="top-bar-actions" label="Console">
      <button
        type="button"
        className="top-bar-button top-bar-palette"
        aria-label="Command palette"
        aria-haspopup="dialog"
        title={`Command palette (${keyName('Mod+k')})`}
        onClick={onPalette}
      >
        <Icon size={16} sharp>
          <path d={ICON_PATHS.search} />
        </Icon>
        <span>Command palette</span>
        <kbd>{keyName('Mod+k')}</kbd>
      </button>
      {hasRoom ? (
        settings.map(({ label, icon, text, run }) => (
          <button
            key={label}
            type="button"
            className="top-bar-button"
            aria-label={label}
            title={label}
            onClick={run}
          >
            {icon}
            {text}
          </button>
        ))
      ) : (
        <button
          type="button"
          className="top-bar-button"
          aria-label="Settings"
          title="Time zone, theme, keyboard shortcuts"
          aria-haspopup="menu"
          aria-expanded={menu !== null}
          onClick={({ currentTarget }) => {
            const { right, bottom } = currentTarget.getBoundingClientRect()
            setMenu({ x: right, y: bottom + 4, returnTo: currentTarget })
          }}
        >
          <Icon size={16} sharp>
            <path d={ICON_PATHS.settings} />
          </Icon>
        </button>
      )}
      {menu && (
        <DialogBoundary onClose={() => setMenu(null)}>
          <ContextMenu
            label="Settings"
            groups={[{ items: settings }]}
            place={menu}
            onClose={() => setMenu(null)}
          />
        </DialogBoundary>
      )}
    </Toolbar>
  )
}

function useSettings(onHelp: () => void): readonly Setting[] {
  const zone = usePreferences((preferences) => preferences.zone)
  const dark = useIsDark()
  const switchZone = () => prefer({ zone: zone === 'utc' ? 'local' : 'utc' })
  const switchTheme = () => prefer({ theme: dark ? 'light' : 'dark' })
  useCommands({ zone: switchZone, theme: switchTheme })
  return [
    {
      label: zone === 'utc' ? 'Time zone: UTC. Switch to local' : 'Time zone: local. Switch to UTC',
      icon: (
        <Icon size={16} sharp>
          <path d={ICON_PATHS.clock} />
        </Icon>
      ),
      text: zone === 'utc' ? 'UTC' : 'Local',
      run: switchZone,
    },
    {
      label: dark ? 'Switch to light theme' : 'Switch to dark theme',
      icon: (
        <Icon size={16}>
          {dark ? (
            <path d="M8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.4 1.4M11.6 11.6 13 13M13 3l-1.4 1.4M4.4 11.6 3 13M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6z" />
          ) : (
            <path d="M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1z" />
          )}
        </Icon>
      ),
      run: switchTheme,
    },
    { label: 'Keyboard shortcuts', icon: <KeyboardIcon />, run: onHelp },
  ]
}

/** Cloudscape's is drawn like its calendar. */
const KeyboardIcon = () => (
  <Icon size={18} grid={18}>
    <path d="M1.5 4.5h15v9h-15zM4.5 7.5h.01M7.5 7.5h.01M10.5 7.5h.01M13.5 7.5h.01M6 10.5h6" />
  </Icon>
)
