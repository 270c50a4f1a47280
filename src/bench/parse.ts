import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { timingOf } from './measure.ts'

export interface ParseReference {
  /** Milliseconds that one thread's bare gunzip + JSON.parse takes for all log files: the median. */
  readonly ms: number
  readonly low: number
  readonly high: number
  /** The same once more, when the run ended. */
  readonly atEndMs?: number
  readonly events: number
  /** Decompressed. */
  readonly bytes: number
}

/** How often it is timed. Every row is relative to the median. */
const TIMES = 3
/** Work that takes this long takes the same time again. */
const STEADY_MS = 60_000

/** The reference of every row: the least that any program must do to read the log files. */
export function parseReference(files: readonly string[]): ParseReference {
  const first = parseOnce(files)
  const taken = [first.ms]
  if (first.ms < STEADY_MS) for (let turn = 1; turn < TIMES; turn++) taken.push(parseOnce(files).ms)
  const { median, low, high } = timingOf(taken)
  return { ...first, ms: median, low, high }
}

/** The same reference, timed once more: how much the machine has changed meanwhile. */
export function parseAgain(files: readonly string[], before: ParseReference): ParseReference {
  return { ...before, atEndMs: parseOnce(files).ms }
}

function parseOnce(files: readonly string[]): Pick<ParseReference, 'ms' | 'events' | 'bytes'> {
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
