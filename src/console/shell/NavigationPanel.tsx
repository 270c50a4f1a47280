import { prefer } from '../models/preferences/usePreferences.ts'
import type { NavigationItem } from '../models/address/page.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { lazyPart } from '../ui/lazyPart.tsx'
import { PartBoundary } from '../ui/PartBoundary.tsx'
import './NavigationPanel.css'

const Navigation = lazyPart(async () => (await import('./Navigation.tsx')).Navigation)

export interface NavigationPanelProps {
  readonly items: readonly NavigationItem[]
  /** In a narrow window it is over the page. */
  readonly covers: boolean
}

const close = () => prefer({ navigationOpen: false })

/** The open navigation. Over the page, it closes when one of its links is followed. */
export function NavigationPanel({ items, covers }: NavigationPanelProps) {
  return (
    <nav
      className="navigation-panel"
      aria-label="Navigation"
      onClick={({ target }) => {
        if (covers && target instanceof Element && target.closest('a[href]')) close()
      }}
    >
      <div className="navigation-panel__close">
        <IconButton icon="left" label="Close navigation" onClick={close} />
      </div>
      <PartBoundary name="The navigation">
        <Navigation items={items} />
      </PartBoundary>
    </nav>
  )
}
