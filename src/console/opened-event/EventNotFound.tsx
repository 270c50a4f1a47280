import Alert from '@cloudscape-design/components/alert'
import type { ReactNode } from 'react'
import { RequestProblem } from '../models/queries/request.ts'
import { SafeText } from '../ui/SafeText.tsx'

export interface EventNotFoundProps {
  readonly id: string
  readonly problem: Error
  /** Where to go from here. */
  readonly action?: ReactNode
}

export const isNotFound = (problem: Error | null): boolean =>
  problem instanceof RequestProblem && problem.problem.status === 404

/** Why an event can’t be displayed. */
export function EventNotFound({ id, problem, action }: EventNotFoundProps) {
  if (!isNotFound(problem))
    return (
      <Alert type="error" header="Can’t show this event" action={action}>
        <SafeText text={problem.message} />
      </Alert>
    )
  return (
    <Alert type="error" action={action}>
      No event with the ID{' '}
      <code>
        <SafeText text={id} />
      </code>{' '}
      in the loaded data. It may be in log files that are not loaded.
    </Alert>
  )
}
