import type PQueue from 'p-queue'

/**
 * Adds a task to a queue; `signal` takes it out again while it waits. A task that has begun keeps
 * its place until it has ended, whatever its signal says: p-queue's own `signal` option would start
 * the next one while this one is still being stopped.
 */
export async function queueTask<T>(
  queue: PQueue,
  signal: AbortSignal,
  task: () => PromiseLike<T>,
): Promise<T> {
  signal.throwIfAborted()
  const waiting = new AbortController()
  const leave = () => waiting.abort(signal.reason)
  signal.addEventListener('abort', leave, { once: true })
  const begin = () => {
    signal.removeEventListener('abort', leave)
    return task()
  }
  return queue.add(begin, { signal: waiting.signal })
}
