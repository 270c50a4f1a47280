import { Icon } from '../../ui/Icon.tsx'
import { ListButton } from './ListButton.tsx'

/** Fetches new events. */
export function RefreshButton({ onClick }: { readonly onClick: () => void }) {
  return (
    <ListButton
      name="Refresh"
      shortcut="r"
      onClick={onClick}
      icon={
        <Icon size={16}>
          <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.5v3.2h-3.2" />
        </Icon>
      }
    />
  )
}
