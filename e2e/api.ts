import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ServedConsole } from '../src/testing/runningConsole.ts'
import { expect } from '@playwright/test'
import { ask } from '../src/testing/ask.ts'

/** What the server says of its store. */
export interface Status {
  readonly eventCount: number
  readonly problems: number
  readonly loading: object | null
  readonly notStored: string | null
}

/** An event as the list has it, as far as tests look. */
export interface ListedEvent {
  readonly eventID: string
  readonly eventTime: string
  readonly eventName: string
  readonly userName: string | null
}

/** What became of one log file. */
export interface LoadAnswer {
  readonly logFile: string
  readonly records: number
  readonly added: number
  readonly duplicates: number
  readonly problems: readonly { readonly position: string | null; readonly reason: string }[]
}

/** The import report. */
export interface Problems {
  readonly report: {
    readonly logFiles: number
    readonly records: number
    readonly added: number
    readonly duplicates: number
    readonly conflicts: number
    readonly digestFiles: number
  }
  readonly total: number
  readonly problems: readonly {
    readonly logFile: string
    readonly position: string | null
    readonly reason: string
  }[]
}

export function status(server: ServedConsole): Promise<Status> {
  return ask<Status>(server, '/api/status')
}

/** Waits until the log files of the command line are loaded. */
export async function loaded(server: ServedConsole): Promise<Status> {
  await expect
    .poll(async () => (await status(server)).loading, { timeout: 45_000, intervals: [20, 50, 100] })
    .toBeNull()
  return status(server)
}

export function problems(server: ServedConsole): Promise<Problems> {
  return ask<Problems>(server, '/api/problems?limit=1000')
}

/** Every event of a filter, page after page, by the token of the last page or by position. */
export async function allPages(
  server: ServedConsole,
  query: string,
  pageSize: number,
  by: 'nextToken' | 'offset',
): Promise<readonly ListedEvent[]> {
  const events: ListedEvent[] = []
  let next = ''
  for (;;) {
    const page = await ask<Page>(server, `/api/events?${query}&maxResults=${pageSize}${next}`)
    events.push(...page.events)
    if (page.events.length === 0 || page.nextToken === undefined) return events
    next = by === 'nextToken' ? `&nextToken=${page.nextToken}` : `&offset=${events.length}&asOf=${page.asOf}`
  }
}

interface Page {
  readonly events: readonly ListedEvent[]
  readonly nextToken?: string
  readonly asOf: string
}

/** Gives the server a log file, as `curl --data-binary` does. */
export async function post(
  { origin }: ServedConsole,
  name: string,
  body: string | Uint8Array<ArrayBuffer> | ReadableStream,
): Promise<LoadAnswer> {
  const response = await fetch(`${origin}/api/log-files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body,
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as LoadAnswer
}

export async function postFile(server: ServedConsole, path: string): Promise<LoadAnswer> {
  return post(server, basename(path), new Uint8Array(await readFile(path)))
}
