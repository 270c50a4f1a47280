import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { timingOf } from '../measure.ts'
import type { ParseReference } from '../parse.ts'
import { quantityRow, timeRow, type BenchRow } from '../row.ts'
import { peakMemory } from '../../testing/peakMemory.ts'
import { startConsole } from '../../testing/runningConsole.ts'

/** From this size on, a load is timed once, since it takes minutes. */
const MANY_EVENTS = 2_000_000

const BYTES_AN_EVENT = 320

/**
 * Loading into an empty store, loading again with nothing new, and restarting with loaded data. The
 * store of the last load stays.
 */
export async function measureLoading(
  store: string,
  logFiles: string,
  parse: ParseReference,
): Promise<BenchRow[]> {
  const loads: number[] = []
  const peaks: number[] = []
  for (let turn = 0; turn < (parse.events < MANY_EVENTS ? 3 : 1); turn++) {
    await rm(store, { recursive: true, force: true })
    const server = await startConsole(['--data', store, logFiles])
    loads.push(await server.loaded)
    peaks.push(peakMemory(server) / 1e6)
    await server.stop()
  }
  const again: number[] = []
  for (let turn = 0; turn < 3; turn++) {
    const server = await startConsole(['--data', store, logFiles])
    again.push(await server.loaded)
    await server.stop()
  }
  const starts: number[] = []
  for (let turn = 0; turn < 7; turn++) starts.push(await firstAnswer(store))
  const { size } = await stat(join(store, 'log-files.duckdb'))
  return [
    timeRow('load all log files, with deduplication', timingOf(loads), parse.ms, 1.5),
    timeRow('load again, nothing new', timingOf(again), parse.ms),
    timeRow('restart with loaded data, to the first page', timingOf(starts), parse.ms),
    quantityRow('peak memory while loading', 'MB', peaks, memoryLimit(parse)),
    quantityRow('size on disk per event', 'bytes', [size / parse.events], BYTES_AN_EVENT),
  ]
}

/** Megabytes. */
export function memoryLimit({ events }: ParseReference): number {
  return events < MANY_EVENTS ? 1200 : 2000
}

async function firstAnswer(store: string): Promise<number> {
  const started = performance.now()
  const server = await startConsole(['--data', store])
  await (await fetch(`${server.origin}/api/events`)).text()
  const took = performance.now() - started
  await server.stop()
  return took
}
