import { useEffect, useRef, type ReactNode } from 'react'
import { ErrorBoundary, type Failure } from './ErrorBoundary.tsx'
import { FailedPart } from './FailedPart.tsx'
import './DialogBoundary.css'

export interface DialogBoundaryProps {
  /** Closes the dialog, also in the owner's state. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog or menu that can fail alone: the message is a dialog too, and closes like one. */
export function DialogBoundary({ onClose, children }: DialogBoundaryProps) {
  return (
    <ErrorBoundary renderFallback={(failure) => <FailedDialog failure={failure} onClose={onClose} />}>
      {children}
    </ErrorBoundary>
  )
}

function FailedDialog({ failure, onClose }: { readonly failure: Failure; readonly onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal()
  }, [])
  return (
    <dialog ref={dialog} className="failed-dialog" aria-label="Error" onClose={onClose}>
      <FailedPart name="This dialog" failure={failure} />
      <button className="failed-dialog__close" type="button" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  )
}
