import Alert from '@cloudscape-design/components/alert'
import { ServerUnreachable } from '../models/queries/request.ts'
import { useStatus } from '../models/queries/useStatus.ts'

/**
 * The server does not answer. What is on screen stays, and every few seconds the page checks
 * whether the server is back.
 */
export function ServerUnreachableNotice() {
  const { error } = useStatus()
  if (!(error instanceof ServerUnreachable)) return null
  return (
    <Alert type="error" header="The server does not answer">
      What is shown was read before. Start the server again with <code>npm start</code>; this page goes on by
      itself.
    </Alert>
  )
}
