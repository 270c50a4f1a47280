import { memo, type ReactNode } from 'react'
import { prefer, usePreferences } from '../models/preferences/usePreferences.ts'
import { StoreInfo, type StoreInfoProps } from './StoreInfo.tsx'
import { TopBarActions, type TopBarActionsProps } from './TopBarActions.tsx'
import { TopBarTitle } from './TopBarTitle.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ICON_PATHS } from '../ui/iconPaths.ts'
import './TopBar.css'

export interface TopBarProps extends TopBarActionsProps {
  readonly accountActions: ReactNode
  readonly StoreMenu: StoreInfoProps['Menu']
}

/**
 * The bar above every page. In a narrow window its names are cut off and its settings are in one
 * menu.
 */
export const TopBar = memo(function TopBar({ accountActions, StoreMenu, ...actions }: TopBarProps) {
  const navigationOpen = usePreferences((preferences) => preferences.navigationOpen)
  const toggle = navigationOpen ? 'Close navigation' : 'Open navigation'
  return (
    <header className="top-bar">
      <button
        type="button"
        className="top-bar-button"
        aria-label={toggle}
        title={toggle}
        aria-expanded={navigationOpen}
        onClick={() => prefer({ navigationOpen: !navigationOpen })}
      >
        <Icon size={16} sharp>
          <path d={ICON_PATHS.menu} />
        </Icon>
      </button>
      <TopBarTitle />
      <div className="top-bar-store">
        <StoreInfo Menu={StoreMenu} />
      </div>
      {accountActions}
      <TopBarActions {...actions} />
    </header>
  )
})
