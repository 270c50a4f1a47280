import { READY, type SqlOutcome, type SqlTask } from './protocol.ts'
import { runStatement } from './runStatement.ts'

/**
 * The program of the process that runs statements, one after another. One function may take as much memory as it likes,
 * which the engine neither counts nor interrupts, so the process watches itself.
 */

const MAX_BYTES = 900 * 1024 * 1024
const WATCH_EVERY_MS = 20

/** At once: `process.exit` would wait for the engine. */
function end(): void {
  process.kill(process.pid, 'SIGKILL')
}

setInterval(() => {
  if (process.memoryUsage.rss() > MAX_BYTES) end()
}, WATCH_EVERY_MS).unref()

process.on('message', (task: SqlTask) => {
  void runStatement(task)
    .catch((error: unknown): SqlOutcome => ({
      kind: 'failure',
      message: error instanceof Error ? error.message : String(error),
    }))
    .then((outcome) => process.send!(outcome))
})
process.on('disconnect', end)
process.send!(READY)
