import type { RunningConsole } from '../../testing/runningConsole.ts'
import { Broken } from './attack.ts'

const ASKED = ['/api/status', '/api/events?maxResults=50']
const PAUSE_MS = 50
/** The time after which a person would give up. */
const PATIENCE_MS = 60_000

/**
 * Another client, which keeps requesting the status and the first page and remembers the longest
 * wait.
 */
export function neighbourOf({ origin }: RunningConsole): { leave: () => Promise<number> } {
  const leaving = new AbortController()
  let slowest = 0
  const asking = (async () => {
    while (!leaving.signal.aborted) {
      for (const path of ASKED) {
        const start = performance.now()
        const ask = () => fetch(origin + path, { signal: AbortSignal.timeout(PATIENCE_MS) })
        // As browsers do: a connection that was idle too long may be closed when it is used again.
        const response = await ask().catch(ask)
        await response.text()
        if (response.status !== 200)
          throw new Broken(`${path} was answered to another client with ${response.status}`)
        slowest = Math.max(slowest, performance.now() - start)
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    }
    return slowest
  })()
  asking.catch(() => {})
  return {
    leave: () => {
      leaving.abort()
      return asking
    },
  }
}
