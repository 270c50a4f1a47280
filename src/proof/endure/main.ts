import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { generateLogFiles } from '../../bench/log-files/generateLogFiles.ts'
import { TODAY_MS } from '../../bench/log-files/logFilesTask.ts'
import { BOUNDS, growthAnHour, type Measurement } from './bounds.ts'
import { deliveries, DELIVERIES_AN_HOUR } from './deliveries.ts'
import { startMeasuredServer, type MeasuredServer } from './measuredServer.ts'
import { openPage } from './openPage.ts'

/** The events in the store when the hour begins. */
const EVENTS_BEFORE = 20_000

/**
 * `npm run endure -- [--minutes N]`: an hour of live events in N minutes, and the memory it took.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' } } })
  const hourMs = Number(values.minutes) * 60_000
  if (!(hourMs > 0)) throw new Error(`--minutes must be a number above 0, not “${values.minutes}”.`)
  const folder = await mkdtemp(join(tmpdir(), 'event-history-endure-'))
  try {
    const logFiles = join(folder, 'log-files')
    await generateLogFiles(logFiles, EVENTS_BEFORE)
    const server = await startMeasuredServer(['--data', join(folder, 'store'), logFiles])
    try {
      const { measurements, events } = await anHour(server, hourMs)
      report(measurements, events)
    } finally {
      await server.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Works in the page while events arrive, and measures after each round. */
async function anHour(
  server: MeasuredServer,
  hourMs: number,
): Promise<{ measurements: readonly Measurement[]; events: number }> {
  const page = await openPage(server.origin)
  const measurements: Measurement[] = []
  const arriving = new Arriving(server.origin, hourMs)
  try {
    const startMs = performance.now()
    for (let round = 0; performance.now() - startMs < hourMs; round++) {
      await page.workARound(round)
      arriving.check()
      const hours = Math.min(1, (performance.now() - startMs) / hourMs)
      const { heapUsed, rss } = await server.memory()
      const measured = { hours, ...(await page.memory()), serverHeap: heapUsed, serverMemory: rss }
      measurements.push(measured)
      console.error(lineOf(measured, arriving.events))
    }
  } finally {
    await arriving.stop()
    await page.close()
  }
  return { measurements, events: arriving.events }
}

/** Posts an hour's deliveries at a steady pace; one that the server is not ready for waits. */
class Arriving {
  events = 0
  #problem: Error | null = null
  #stopped = false
  readonly #done: Promise<void>

  constructor(origin: string, hourMs: number) {
    this.#done = this.#deliver(origin, hourMs / DELIVERIES_AN_HOUR).catch((error: Error) => {
      this.#problem = error
    })
  }

  check(): void {
    if (this.#problem) throw this.#problem
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#done
  }

  async #deliver(origin: string, everyMs: number): Promise<void> {
    let dueMs = performance.now()
    for (const logFile of deliveries(TODAY_MS)) {
      if (this.#stopped) return
      const response = await fetch(`${origin}/api/log-files?name=delivery.json`, {
        method: 'POST',
        body: logFile,
      })
      if (!response.ok) throw new Error(`A delivery was rejected: ${await response.text()}`)
      this.events += ((await response.json()) as { readonly added: number }).added
      dueMs = Math.max(dueMs + everyMs, performance.now())
      await new Promise((resolve) => setTimeout(resolve, dueMs - performance.now()))
    }
  }
}

function report(measurements: readonly Measurement[], events: number): void {
  const first = measurements[Math.floor(measurements.length / 2)]
  const last = measurements.at(-1)
  if (!first || !last || measurements.length < 6) throw new Error('Too few measurements. Use more --minutes.')
  console.log(
    `An hour: ${events.toLocaleString('en')} events arrived, ${measurements.length} rounds of work\n`,
  )
  console.log('| | start | middle | end | growth per hour | at most | |')
  console.log('|---|---:|---:|---:|---:|---:|---|')
  for (const { measure, label, most, unit } of BOUNDS) {
    const growth = growthAnHour(measurements, measure)
    const grows = growth > most(events)
    const cells = [measurements[0]![measure], first[measure], last[measure], growth, most(events)]
    const shown = cells.map((value) => amount(value, unit)).join(' | ')
    console.log(`| ${label} | ${shown} | ${grows ? 'grows' : 'flat'} |`)
    if (grows) process.exitCode = 1
  }
}

function lineOf(measured: Measurement, events: number): string {
  const shares = BOUNDS.map(({ measure, unit, label }) => `${label} ${amount(measured[measure], unit)}`)
  return `${Math.round(measured.hours * 60)} min, ${events.toLocaleString('en')} events: ${shares.join('; ')}`
}

function amount(value: number, unit: 'MB' | ''): string {
  return unit === 'MB' ? `${(value / 1e6).toFixed(1)} MB` : Math.round(value).toLocaleString('en')
}

await main()
