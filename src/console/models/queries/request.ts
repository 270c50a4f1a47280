import type { Problem } from '../../../api/problem.ts'

/** The server answered, and it is not a success. The message is a sentence for a person. */
export class RequestProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.name = 'RequestProblem'
    this.problem = problem
  }
}

/** Whether a question was refused since the server does not know the state of the store that it was asked of: it is asked anew. */
export function isUnknownState(error: unknown): boolean {
  return error instanceof RequestProblem && error.problem.status === 410
}

/** Nobody answered: the server was stopped, or the network is gone. */
export class ServerUnreachable extends Error {
  constructor() {
    super('The server does not answer. Start it again with npm start; this page goes on by itself.')
    this.name = 'ServerUnreachable'
  }
}

export type Params = Iterable<readonly [string, string | number | undefined]>

/** `path?key=value`, without the parameters that are undefined. */
export function url(path: string, params: Params = []): string {
  const query = new URLSearchParams()
  for (const [key, value] of params) if (value !== undefined) query.append(key, String(value))
  return query.size > 0 ? `${path}?${query}` : path
}

/** The answer's JSON, taken to be of the operation's type: server and console are built together. */
export async function getJson<T>(address: string, signal?: AbortSignal): Promise<T> {
  const response = await request(address, { signal: signal ?? null })
  return (await response.json()) as T
}

/** The answer's text exactly as it was sent. */
export async function getText(address: string, signal?: AbortSignal): Promise<string> {
  const response = await request(address, { signal: signal ?? null })
  return response.text()
}

export async function post<T>(address: string, body: BodyInit, signal?: AbortSignal): Promise<T> {
  const response = await request(address, { method: 'POST', body, signal: signal ?? null })
  return (await response.json()) as T
}

export async function putJson<T>(
  address: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  const response = await request(address, {
    method: 'PUT',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  })
  return (await response.json()) as T
}

export async function remove(address: string): Promise<void> {
  await request(address, { method: 'DELETE' })
}

/** The one place of the console that speaks to the network. */
async function request(address: string, init: RequestInit): Promise<Response> {
  let response: Response
  try {
    response = await fetch(address, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ServerUnreachable()
  }
  if (response.ok) return response
  throw new RequestProblem(await readProblem(response))
}

async function readProblem(response: Response): Promise<Problem> {
  const { status } = response
  try {
    const body = (await response.json()) as Partial<Problem>
    if (typeof body.title === 'string') {
      return { detail: body.title, status, ...body, title: body.title }
    }
  } catch {
    // Not JSON: something between us and the server answered.
  }
  return { title: 'Unexpected answer', detail: `The server answered with status ${status}.`, status }
}
