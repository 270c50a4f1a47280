import { appendFile, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import PQueue from 'p-queue'
import { keyOfEvent, type LogEvent, type LogEvents } from '../../aws/logEvents.ts'
import { sortedBy } from '../../aws/pages.ts'
import { DISK, replaceFile, unreadable, unwritable } from '../kept/durableFile.ts'

/** How many events of a stream are kept. */
const MOST_EVENTS = 50_000
/** How many more there may be until the oldest are dropped, so that the file is not written again for each event. */
const SLACK = 5000

/** Log events in a folder, each stream in a file of lines; with `folder` null in memory. */
export function keptLogEvents(folder: string | null, most = MOST_EVENTS, slack = SLACK): LogEvents {
  const streams = new Map<string, KeptStream>()
  const streamOf = (id: string): KeptStream => {
    const stream = streams.get(id) ?? new KeptStream(folder && join(folder, `${id}.ndjson`), most, slack)
    streams.set(id, stream)
    return stream
  }
  return {
    append: async (id, events, keepSinceMs) => {
      if (folder !== null) await mkdir(folder, { recursive: true })
      await streamOf(id).append(events, keepSinceMs)
    },
    read: async (id, startMs, endMs) => {
      const events = await streamOf(id).read()
      return sortedBy(
        events.filter(({ timestampMs }) => timestampMs >= startMs && timestampMs <= endMs),
        keyOfEvent,
      )
    },
    remove: async (id) => {
      await streamOf(id).remove()
      streams.delete(id)
    },
  }
}

/** The events of a stream, in memory only if they have no file. */
class KeptStream {
  readonly #path: string | null
  readonly #most: number
  readonly #slack: number
  readonly #writes = new PQueue({ concurrency: 1 })
  #events: readonly LogEvent[] = []
  /** Of the file; null until it was read. */
  #count: number | null = null

  constructor(path: string | null, most: number, slack: number) {
    this.#path = path
    this.#most = most
    this.#slack = slack
  }

  append(events: readonly LogEvent[], keepSinceMs: number): Promise<void> {
    return this.#writes.add(async () => {
      const path = this.#path
      if (path === null) {
        this.#events = this.#kept([...this.#events, ...events], keepSinceMs)
        return
      }
      const text = this.#count === null ? await textOf(path) : ''
      this.#count ??= linesIn(text).length
      // A line that was cut off when the process ended is a line of its own.
      const begin = text === '' || text.endsWith('\n') ? '' : '\n'
      try {
        await appendFile(path, begin + linesFor(events), { flush: true })
        this.#count += events.length
        if (this.#count > this.#most + this.#slack) {
          const kept = this.#kept(await eventsIn(path), keepSinceMs)
          await replaceFile(DISK, path, linesFor(kept))
          this.#count = kept.length
        }
      } catch (error) {
        throw unwritable(path, error)
      }
    })
  }

  /** As they came. */
  async read(): Promise<readonly LogEvent[]> {
    return this.#path === null ? this.#events : eventsIn(this.#path)
  }

  remove(): Promise<void> {
    return this.#writes.add(async () => {
      this.#events = []
      this.#count = 0
      if (this.#path !== null) await rm(this.#path, { force: true })
    })
  }

  #kept(events: readonly LogEvent[], keepSinceMs: number): readonly LogEvent[] {
    return events.filter(({ timestampMs }) => timestampMs >= keepSinceMs).slice(-this.#most)
  }
}

const linesFor = (events: readonly LogEvent[]): string =>
  events
    .map(
      ({ id, timestampMs, ingestedMs, message }) =>
        `${JSON.stringify([timestampMs, ingestedMs, id, message])}\n`,
    )
    .join('')

async function eventsIn(path: string): Promise<readonly LogEvent[]> {
  return linesIn(await textOf(path)).flatMap((line) => eventIn(line) ?? [])
}

/** Empty for a stream that has no file yet. */
async function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw unreadable(path, error)
  })
}

const linesIn = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '')

/** Null for a line that was cut off when the process ended: its events had not been acknowledged. */
function eventIn(line: string): LogEvent | null {
  try {
    const [timestampMs, ingestedMs, id, message] = JSON.parse(line) as [number, number, string, string]
    return { timestampMs, ingestedMs, id, message }
  } catch {
    return null
  }
}
