/**
 * Limits how many requests run at once. The others wait for their turn, and are not sent if they
 * are canceled while they wait.
 */
export function turns(most: number) {
  const waiting: (() => void)[] = []
  let free = most
  const turn = (): Promise<void> | undefined => {
    if (free === 0) return new Promise((resolve) => waiting.push(resolve))
    free--
    return undefined
  }
  /** Passes the turn on to the next in line. */
  const done = () => {
    const next = waiting.shift()
    if (next) next()
    else free++
  }
  return async <T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> => {
    await turn()
    try {
      signal.throwIfAborted()
      return await ask()
    } finally {
      done()
    }
  }
}
