import { ask } from '../../testing/ask.ts'
import type { RunningConsole } from '../../testing/runningConsole.ts'

/** Something monstrous, and what must come of it. */
export interface Attack {
  readonly name: string
  /**
   * Writes what the server is to load into a folder; without it the server has a few thousand
   * ordinary events.
   */
  readonly logFiles?: (folder: string) => Promise<void>
  /** Whether the server keeps its store in memory. */
  readonly isInMemory?: true
  /**
   * Done to the running server. Resolves with what was answered, in a line; throws `Broken` where
   * that is not what was promised.
   */
  readonly strike: (server: RunningConsole) => Promise<string>
}

/** A promise that was not kept. */
export class Broken extends Error {}

export function promised(isKept: boolean, whatCame: string): asserts isKept {
  if (!isKept) throw new Broken(whatCame)
}

/**
 * Waits until all is loaded; some problem of the load report must match each pattern. Answers the
 * first.
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
