import { ProblemError } from './problem.ts'

/** How fast bytes must arrive. Only the time spent waiting for them counts. */
export interface Pace {
  /**
   * How long a sender may take before its first byte, between any two, and beyond what its bytes
   * allow.
   */
  readonly patienceMs: number
  /** How many bytes it must send per second of waiting, over the whole body. */
  readonly bytesASecond: number
  /** How long it may keep us waiting in all, however much it sends. */
  readonly mostMs: number
}

/** The pace that every request body must keep. */
export const STEADY: Pace = { patienceMs: 30_000, bytesASecond: 1024, mostMs: Infinity }

/** How long a change of `isOwed` may go unnoticed. */
const LOOK_MS = 1000

/**
 * The bytes as they arrive, unless they arrive too slowly. If `isOwed` is given, the pace only has
 * to be kept while it returns true, starting anew each time.
 */
export async function* atPace(
  bytes: AsyncIterable<Uint8Array>,
  { patienceMs, bytesASecond, mostMs }: Pace,
  isOwed: () => boolean = () => true,
): AsyncGenerator<Uint8Array> {
  const chunks = bytes[Symbol.asyncIterator]()
  let came = 0
  let waitedMs = 0
  /** For the next chunk. */
  let nextMs = 0
  const leftMs = () =>
    Math.min(patienceMs - nextMs, Math.min(mostMs, patienceMs + (came / bytesASecond) * 1000) - waitedMs)
  try {
    for (;;) {
      const next = chunks.next()
      let result: IteratorResult<Uint8Array> | undefined
      for (nextMs = 0; !result;) {
        const startMs = performance.now()
        result = await within(Math.min(LOOK_MS, leftMs()), next)
        const ms = performance.now() - startMs
        nextMs += ms
        waitedMs += ms
        if (!isOwed()) came = waitedMs = nextMs = 0
        if (!result && leftMs() <= 0) throw tooSlow()
      }
      if (result.done) return
      came += result.value.length
      yield result.value
    }
  } finally {
    // Not awaited: a chunk that never arrives never ends either.
    void chunks.return?.()?.catch(() => {})
  }
}

/** The value of a promise, or undefined if it takes longer. */
async function within<T>(ms: number, promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
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
      title: 'Request timed out',
      status: 408,
      detail:
        'The request body arrived too slowly and was cut off. Send it again. If it is a log file, the complete records that arrived were loaded.',
    },
    { Connection: 'close' },
  )
}
