import { useEffect, useRef } from 'react'
import { ServerUnreachable } from '../models/queries/request.ts'
import { useStatus } from '../models/queries/useStatus.ts'
import { speak } from '../ui/announce.ts'
import { Notice } from '../ui/Notice.tsx'

/**
 * The server cannot be reached. What is on screen stays, and the page checks every few seconds
 * whether the server is back.
 */
export function ServerUnreachableNotice() {
  const { error } = useStatus()
  const isLost = error instanceof ServerUnreachable
  const wasLost = useRef(false)
  useEffect(() => {
    if (wasLost.current && !isLost) speak('Reconnected to the server')
    wasLost.current = isLost
  }, [isLost])
  if (!isLost) return null
  return (
    <Notice kind="error" title="Can’t reach the server">
      You are looking at data loaded earlier. Restart the server with <code>npm start</code>; this page
      reconnects automatically.
    </Notice>
  )
}
