import { ProblemError } from './problem.ts'

/** What a sender may take before its first byte, and between any two that it owes. */
const PATIENCE_MS = 30_000
/** What it must send in a second of ours spent waiting, over the whole of the body. */
const LEAST_BYTES_A_SECOND = 1024

/**
 * The body as it comes, unless it comes too slowly: an upload holds a turn that others wait for. Only the time is counted
 * in which bytes were wanted.
 */
export async function* steadily(
  body: AsyncIterable<Uint8Array>,
  patienceMs = PATIENCE_MS,
): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  let waitedMs = 0
  let bytes = 0
  try {
    for (;;) {
      const start = performance.now()
      const leftMs = Math.min(patienceMs, patienceMs + (bytes / LEAST_BYTES_A_SECOND) * 1000 - waitedMs)
      const { done, value } = await within(leftMs, chunks.next())
      if (done) return
      waitedMs += performance.now() - start
      bytes += value.length
      yield value
    }
  } finally {
    // Not awaited: a body that does not come does not end either.
    void chunks.return?.()?.catch(() => {})
  }
}

async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(tooSlow()), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}

function tooSlow(): ProblemError {
  return new ProblemError(
    {
      title: 'Too slow',
      status: 408,
      detail:
        'The body of the request came too slowly and was cut off: send it again. Of a log file, what came is loaded as far as it goes.',
    },
    { Connection: 'close' },
  )
}
