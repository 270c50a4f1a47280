import Alert from '@cloudscape-design/components/alert'
import Button from '@cloudscape-design/components/button'
import { SafeText } from '../../ui/SafeText.tsx'
import { isUnknownState, RequestProblem, ServerUnreachable } from '../../models/queries/request.ts'

export interface EventsProblemProps {
  readonly error: Error
  /** An older result is still on screen. */
  readonly keepsOld: boolean
  readonly onRetry: () => void
}

/** Why there is no result, and what to do. The shell reports a server that cannot be reached. */
export function EventsProblem({ error, keepsOld, onRetry }: EventsProblemProps) {
  if (error instanceof ServerUnreachable || isUnknownState(error)) return null
  const title = error instanceof RequestProblem ? error.problem.title : 'Can’t load the events'
  return (
    <div role="alert">
      <Alert type="error" header={title} action={<Button onClick={onRetry}>Try again</Button>}>
        <SafeText text={error.message} /> {keepsOld && 'The previous results are still shown.'}
      </Alert>
    </div>
  )
}
