import type { ReactNode } from 'react'
import { copyAndSay } from './announce.ts'
import type { Failure } from './ErrorBoundary.tsx'
import { describeFailure, reasonOf } from './failureText.ts'
import { SafeText } from './SafeText.tsx'
import './FailedPart.css'

export interface FailedPartProps {
  /** What cannot be shown, as the beginning of a sentence: `The histogram`. */
  readonly name: string
  readonly failure: Failure
  /** Further ways out. */
  readonly children?: ReactNode
}

/** Stands where a part of the page threw an error: what is missing, why, and what to do about it. */
export function FailedPart({ name, failure, children }: FailedPartProps) {
  return (
    <div className="failed-part" role="alert">
      <p className="failed-part__text">
        <strong>{name} cannot be shown.</strong> <SafeText text={reasonOf(failure.error)} />
      </p>
      <button className="failed-part__button" type="button" onClick={() => location.reload()}>
        Reload
      </button>
      <button
        className="failed-part__button"
        type="button"
        onClick={() => void copyAndSay(describeFailure(name, failure), 'the details')}
      >
        Copy details
      </button>
      {children}
    </div>
  )
}
