import { followLink } from '../models/address/followLink.ts'
import { currentStore } from '../models/address/currentStore.ts'
import { startView } from '../models/address/startView.ts'
import { go } from '../models/address/useView.ts'
import { Icon } from '../ui/Icon.tsx'
import './TopBar.css'

/** The name of the product, a link to its start page. No hooks: the first view draws it too. */
export function TopBarTitle() {
  return (
    <a
      className="top-bar-title"
      href="/"
      aria-label="Event History Console"
      onClick={(domEvent) => followLink(domEvent, () => go(startView(currentStore())))}
    >
      <Icon size={22} grid={24}>
        <path d="M4 6h11M4 12h16M4 18h8" />
        <circle cx="18" cy="6" r="2.4" />
      </Icon>
      <span>Event History Console</span>
    </a>
  )
}
