import { ask } from '../../testing/ask.ts'
import type { RunningConsole } from '../../testing/runningConsole.ts'

/** An attack, and the result that it must have. */
export interface Attack {
  readonly name: string
  /**
   * Writes the files that the server is to load into a folder. Without it, the server has a few
   * thousand ordinary events.
   */
  readonly logFiles?: (folder: string) => Promise<void>
  /** Whether the server keeps its store in memory. */
  readonly isInMemory?: true
  /**
   * Runs against the server. Resolves with the result, in one line. Throws `Broken` if a promise
   * was broken.
   */
  readonly strike: (server: RunningConsole) => Promise<string>
}

/** A broken promise. */
export class Broken extends Error {}

export function promised(isKept: boolean, whatCame: string): asserts isKept {
  if (!isKept) throw new Broken(whatCame)
}

/**
 * Waits until everything is loaded. A problem of the import report must match each pattern. Returns
 * the first of them.
 */
export async function refusedWith(server: RunningConsole, ...patterns: readonly RegExp[]): Promise<string> {
  await server.loaded
  const { problems, total } = await ask<Problems>(server, '/api/problems?limit=1000')
  const lines = problems.map(({ logFile, position, reason }) =>
    [logFile, position, reason].filter(Boolean).join(': '),
  )
  for (const pattern of patterns)
    promised(
      lines.some((line) => pattern.test(line)),
      `no problem like ${pattern.source} among ${total}: ${lines.slice(0, 3).join(' | ') || 'none'}`,
    )
  return `${total} problems, as ${lines.find((line) => patterns.every((pattern) => pattern.test(line))) ?? lines[0] ?? 'none'}`
}

interface Problems {
  readonly problems: readonly { logFile: string; position: string | null; reason: string }[]
  readonly total: number
}

export async function holds(server: RunningConsole, events: number): Promise<void> {
  const { eventCount } = await ask<{ eventCount: number }>(server, '/api/status')
  promised(eventCount === events, `${eventCount} events are stored instead of ${events}`)
}
