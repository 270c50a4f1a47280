import { ProblemError } from './problem.ts'

/** How fast bytes must come. Only the time is counted in which they were wanted. */
export interface Pace {
  /** What a sender may take before its first byte, between any two, and beyond what its bytes allow. */
  readonly patienceMs: number
  /** What it must send in a second of ours spent waiting, over all that it sends. */
  readonly bytesASecond: number
  /** What it may keep us waiting in all, however much it sends. */
  readonly mostMs: number
}

/** The pace of every body of a request. */
export const STEADY: Pace = { patienceMs: 30_000, bytesASecond: 1024, mostMs: Infinity }

/** How long `isOwed` may change unseen. */
const LOOK_MS = 1000

/** The bytes as they come, unless they come too slowly. Where `isOwed` is given, the pace is asked while it says so, each time anew. */
export async function* atPace(
  bytes: AsyncIterable<Uint8Array>,
  { patienceMs, bytesASecond, mostMs }: Pace,
  isOwed: () => boolean = () => true,
): AsyncGenerator<Uint8Array> {
  const chunks = bytes[Symbol.asyncIterator]()
  let came = 0
  let waitedMs = 0
  /** For the chunk that comes next. */
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
    // Not awaited: what does not come does not end either.
    void chunks.return?.()?.catch(() => {})
  }
}

/** What is promised, or undefined when it takes longer. */
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
      title: 'Too slow',
      status: 408,
      detail:
        'The body of the request came too slowly and was cut off: send it again. Of a log file, what came is loaded as far as it goes.',
    },
    { Connection: 'close' },
  )
}
