import type { ServedConsole } from './runningConsole.ts'

/** Sends a request to a running server. Throws the response if it is not a success. */
export async function ask<Answer>(server: ServedConsole, path: string, init?: RequestInit): Promise<Answer> {
  return (await (await answerOf(server, path, init)).json()) as Answer
}

/** The same, with the body still to be read. */
export async function answerOf(
  { origin }: ServedConsole,
  path: string,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(origin + path, init)
  if (!response.ok)
    throw new Error(`${path.slice(0, 80)} was answered with ${response.status}: ${await response.text()}`)
  return response
}
