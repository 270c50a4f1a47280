import { useState } from 'react'
import { useCommands } from '../../models/commands/useCommands.ts'
import { useStatus } from '../../models/queries/useStatus.ts'
import { DialogBoundary } from '../../ui/DialogBoundary.tsx'
import { lazyPart } from '../../ui/lazyPart.tsx'
import { Icon } from '../../ui/Icon.tsx'
import './ActInAccount.css'

const ActionsDialog = lazyPart(async () => (await import('./ActionsDialog.tsx')).ActionsDialog)

/**
 * The button for trying an action in the simulated account. Not shown for loaded log files, whose
 * accounts are out of reach.
 */
export function ActInAccount() {
  const simulated = useStatus().data?.source === 'simulated'
  const [open, setOpen] = useState(false)
  useCommands({ actInAccount: simulated ? () => setOpen(true) : undefined })
  if (!simulated) return null
  return (
    <>
      <button
        type="button"
        className="act-in-account"
        aria-haspopup="dialog"
        aria-label="Try an action"
        onClick={() => setOpen(true)}
        onPointerEnter={() => void ActionsDialog.preload()}
        onFocus={() => void ActionsDialog.preload()}
      >
        <Icon>
          <path d="M9 1.5 3 9h4.2L6.5 14.5 13 6.6H8.4z" />
        </Icon>
        <span>Try an action</span>
      </button>
      {open && (
        <DialogBoundary onClose={() => setOpen(false)}>
          <ActionsDialog onClose={() => setOpen(false)} />
        </DialogBoundary>
      )}
    </>
  )
}
