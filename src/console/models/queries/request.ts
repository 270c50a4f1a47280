import {
  isBytes,
  type AnswerOf,
  type Content,
  type Operation,
  type RequestOf,
} from '../../../api/operation.ts'
import { MAX_REQUEST_HEAD, REQUEST_TOO_LONG, type Problem } from '../../../api/problem.ts'
import { requestAddress } from '../../../api/requestAddress.ts'
import { currentStore } from '../address/currentStore.ts'

/** The server responded with an error. The message is a sentence for a person. */
export class RequestProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.name = 'RequestProblem'
    this.problem = problem
  }
}

/**
 * Whether the server no longer knows the state of the store that a request named, so that the query
 * has to start over.
 */
export function isUnknownState(error: unknown): boolean {
  return error instanceof RequestProblem && error.problem.status === 410
}

/** Whether the event data store that a request named does not exist. */
export function isUnknownStore(error: unknown): boolean {
  return error instanceof RequestProblem && error.problem.status === 404 && error.problem.field === 'store'
}

/** There is no response: the server was stopped, or the network is down. */
export class ServerUnreachable extends Error {
  constructor() {
    super('Can’t reach the server. Restart it with npm start; this page reconnects automatically.')
    this.name = 'ServerUnreachable'
  }
}

/**
 * Sends a request of an operation and resolves to its response. The response is not validated,
 * since server and console are built together. Text is exactly as it was sent. A request that names
 * no event data store goes to the one in the address.
 */
export async function send<O extends Operation>(
  operation: O,
  request: RequestOf<O>,
  signal?: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<AnswerOf<O>> {
  const { method, answer, body: form } = operation
  const response = await answered(
    requestAddress(operation, { store: currentStore() ?? undefined, ...request }),
    {
      method,
      signal: signal ?? null,
      ...(form === undefined
        ? { headers }
        : bodyOf(form, (request as Readonly<Record<string, unknown>>)['body'], headers)),
    },
  )
  if (answer === undefined) return undefined as AnswerOf<O>
  return (await (isBytes(answer) ? response.text() : response.json())) as AnswerOf<O>
}

function bodyOf(form: Content, body: unknown, headers: Readonly<Record<string, string>>): RequestInit {
  if (isBytes(form)) return { body: body as BodyInit, headers }
  return { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } }
}

/** The only place in the console that uses the network, except for files (`uploadFile.ts`). */
async function answered(address: string, init: RequestInit): Promise<Response> {
  // Not sent, as the browser would report the refusal as a failure of the page.
  if (address.length > MAX_REQUEST_HEAD) throw new RequestProblem(REQUEST_TOO_LONG)
  let response: Response
  try {
    response = await fetch(address, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ServerUnreachable()
  }
  return await successful(response)
}

/** The response, if it is a success. Throws a {@link RequestProblem} otherwise. */
export async function successful(response: Response): Promise<Response> {
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
    // Not JSON: something between the browser and the server responded.
  }
  return { title: 'Unexpected response', detail: `The server responded with status ${status}.`, status }
}
