import { onTestFinished } from 'vitest'
import type { Problem } from '../../api/problem.ts'
import { servedUpload, type Waiting } from './servedUpload.ts'

/** A request that the page sent to the API. */
interface PageRequest {
  readonly url: URL
  readonly method: string
  /** Neither answered nor cancelled. */
  readonly isOpen: () => boolean
  readonly isCalledOff: () => boolean
  readonly answer: (body: unknown) => void
  /** Responds with a problem, as the server does for a request that it rejects. */
  readonly refuse: (status: number, title: string, more?: Partial<Problem>) => void
  /** Fails as if the server could not be reached. */
  readonly lose: () => void
  /** Reports that this many bytes of the file in its body were sent. */
  readonly sent: (bytes: number) => void
}

export interface ServedRequests {
  /** All so far, in the order they were sent. */
  readonly all: readonly PageRequest[]
  /** Those of a path that are still open. */
  readonly open: (path: string) => readonly PageRequest[]
}

/**
 * Replaces the server until the test ends. `answer` returns the body for a request, or undefined to
 * leave it open until the test responds. A request that the page cancels ends as it does in the
 * browser.
 */
export function serveRequests(answer: (url: URL) => unknown = () => undefined): ServedRequests {
  const { fetch: network, XMLHttpRequest: upload } = globalThis
  const all: PageRequest[] = []
  const receive = (url: URL, method: string, signal: AbortSignal | null, waiting: Waiting) => {
    const request = pageRequest(url, method, signal, waiting)
    all.push(request)
    const body = answer(url)
    if (body !== undefined) request.answer(body)
  }
  globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href)
    if (!url.pathname.startsWith('/api/')) return network(input, init)
    return new Promise((resolve, reject) =>
      receive(url, init?.method ?? 'GET', init?.signal ?? null, { resolve, reject }),
    )
  }
  globalThis.XMLHttpRequest = servedUpload(receive)
  onTestFinished(() => {
    globalThis.fetch = network
    globalThis.XMLHttpRequest = upload
  })
  return { all, open: (path) => all.filter(({ url, isOpen }) => url.pathname === path && isOpen()) }
}

function pageRequest(
  url: URL,
  method: string,
  signal: AbortSignal | null,
  { resolve, reject, onSent }: Waiting,
): PageRequest {
  let state: 'open' | 'answered' | 'called off' = 'open'
  const end = (how: 'answered' | 'called off', settle: () => void) => {
    if (state !== 'open') return
    state = how
    settle()
  }
  const callOff = () => end('called off', () => reject(signal?.reason))
  if (signal?.aborted) callOff()
  signal?.addEventListener('abort', callOff, { once: true })
  return {
    url,
    method,
    isOpen: () => state === 'open',
    isCalledOff: () => state === 'called off',
    answer: (body) => end('answered', () => resolve(Response.json(body))),
    refuse: (status, title, more) =>
      end('answered', () => resolve(Response.json({ title, status, ...more }, { status }))),
    lose: () => end('answered', () => reject(new TypeError('Failed to fetch'))),
    sent: (bytes) => onSent?.(bytes),
  }
}
