import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

export interface ParseReference {
  /** Milliseconds that one thread's bare gunzip + JSON.parse takes for all log files. */
  readonly ms: number
  readonly events: number
  /** Decompressed. */
  readonly bytes: number
}

/** How often it is timed. Every server row is relative to the median. */
const TIMES = 3
/** Work that takes this long takes the same time again. */
const STEADY_MS = 60_000

/** The reference of every row: the least that any program must do to read the log files. */
export function parseReference(files: readonly string[]): ParseReference {
  const first = parseOnce(files)
  if (first.ms > STEADY_MS) return first
  const taken = [first, ...Array.from({ length: TIMES - 1 }, () => parseOnce(files))]
  return taken.toSorted((a, b) => a.ms - b.ms)[Math.floor(TIMES / 2)]!
}

function parseOnce(files: readonly string[]): ParseReference {
  let events = 0
  let bytes = 0
  const started = performance.now()
  for (const file of files) {
    const text = gunzipSync(readFileSync(file)).toString()
    bytes += text.length
    events += (JSON.parse(text) as { Records: unknown[] }).Records.length
  }
  return { ms: performance.now() - started, events, bytes }
}
