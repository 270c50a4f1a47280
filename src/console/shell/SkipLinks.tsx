import { followLink } from '../models/address/followLink.ts'
import { focusPanel, mainContent } from './mainContent.ts'
import './SkipLinks.css'

/**
 * The first tab stops of every page, which skip the top bar and all controls. Visible only when
 * focused.
 */
export function SkipLinks({ hasPanel }: { readonly hasPanel: boolean }) {
  return (
    <nav className="skip-links" aria-label="Skip">
      <a href="#main" onClick={(domEvent) => followLink(domEvent, () => mainContent()?.focus())}>
        Skip to main content
      </a>
      {hasPanel && (
        <a href="#event" onClick={(domEvent) => followLink(domEvent, focusPanel)}>
          Skip to the opened event
        </a>
      )}
    </nav>
  )
}
