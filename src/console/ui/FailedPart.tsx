import type { ReactNode } from 'react'
import { copyAndSay } from './announce.ts'
import type { Failure } from './ErrorBoundary.tsx'
import { describeFailure, reasonOf } from './failureText.ts'
import { QuietButton } from './QuietButton.tsx'
import { SafeText } from './SafeText.tsx'
import './FailedPart.css'

export interface FailedPartProps {
  /** The part, as the beginning of a sentence: `The histogram`. */
  readonly name: string
  readonly failure: Failure
  /** Further actions, after Reload and Copy details. */
  readonly children?: ReactNode
}

/** Replaces a part of the page that threw an error: says which part, why, and what can be done. */
export function FailedPart({ name, failure, children }: FailedPartProps) {
  return (
    <div className="failed-part" role="alert">
      <p className="failed-part__text">
        <strong>{name} can’t be displayed.</strong> <SafeText text={reasonOf(failure.error)} />
      </p>
      <QuietButton onClick={() => location.reload()}>Reload</QuietButton>
      <QuietButton onClick={() => void copyAndSay(describeFailure(name, failure), 'the details')}>
        Copy details
      </QuietButton>
      {children}
    </div>
  )
}
