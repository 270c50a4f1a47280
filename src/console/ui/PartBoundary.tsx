import type { ReactNode } from 'react'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { FailedPart } from './FailedPart.tsx'

export interface PartBoundaryProps {
  /** The name of the part in the message that it can’t be displayed: `The histogram`. */
  readonly name: string
  /** The data that the part draws: when one of these changes, the part is drawn again. */
  readonly resetKeys?: readonly unknown[]
  readonly children: ReactNode
}

/** A part of the page that can fail alone. */
export function PartBoundary({ name, resetKeys, children }: PartBoundaryProps) {
  return (
    <ErrorBoundary
      {...(resetKeys && { resetKeys })}
      renderFallback={(failure) => <FailedPart name={name} failure={failure} />}
    >
      {children}
    </ErrorBoundary>
  )
}
