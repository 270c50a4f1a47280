import type { ReactNode } from 'react'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { reasonOf } from './failureText.ts'
import { spellOutInvisible } from './invisibleCharacters.ts'
import './ValueBoundary.css'

export interface ValueBoundaryProps {
  /** What the value is drawn from: when it changes, the value is drawn again. */
  readonly of: unknown
  readonly children: ReactNode
}

/** A single value that can fail alone, such as a cell of a list. A small mark takes its place, with the reason in its title. */
export function ValueBoundary({ of, children }: ValueBoundaryProps) {
  return (
    <ErrorBoundary
      resetKeys={[of]}
      renderFallback={({ error }) => (
        <span
          className="failed-value"
          title={`This value can’t be displayed: ${spellOutInvisible(reasonOf(error))}`}
        >
          can’t be displayed
        </span>
      )}
    >
      {children}
    </ErrorBoundary>
  )
}
