import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Measured } from '../measured.ts'
import { QUESTIONS } from '../peers/question.ts'
import { benchRow, type BenchRow } from '../row.ts'
import { BYTES_AN_EVENT, LOAD, loadAgain, MANY_EVENTS, peakMemoryMB } from '../targets.ts'
import { peakMemory } from '../../testing/peakMemory.ts'
import { processorTime } from '../../testing/processorTime.ts'
import { startConsole } from '../../testing/runningConsole.ts'

/**
 * Loading into an empty store, loading again with nothing new, and restarting with loaded data. The
 * store of the last load stays.
 */
export async function measureLoading({
  store,
  logFiles,
  events,
}: Pick<Measured, 'store' | 'logFiles' | 'events'>): Promise<readonly BenchRow[]> {
  const loads: number[] = []
  const processor: number[] = []
  const peaks: number[] = []
  for (let turn = 0; turn < (events < MANY_EVENTS ? 3 : 1); turn++) {
    await rm(store, { recursive: true, force: true })
    const server = await startConsole(['--data', store, logFiles])
    loads.push(await server.loaded)
    const used = processorTime(server)
    if (used !== null) processor.push(used)
    peaks.push(peakMemory(server) / 1e6)
    await server.stop()
  }
  const size = await bytesIn(store)
  const again: number[] = []
  for (let turn = 0; turn < 5; turn++) {
    const server = await startConsole(['--data', store, logFiles])
    again.push(await server.loaded)
    await server.stop()
  }
  const starts: number[] = []
  for (let turn = 0; turn < 7; turn++) starts.push(await firstAnswer(store))
  return [
    benchRow(QUESTIONS.load, 'ms', loads, LOAD),
    ...(processor.length > 0 ? [benchRow('processor time of loading, all threads', 'ms', processor)] : []),
    benchRow('load again, nothing new', 'ms', again, loadAgain(events)),
    benchRow('restart with loaded data, to the first page', 'ms', starts),
    benchRow('peak memory while loading', 'MB', peaks, peakMemoryMB(events)),
    benchRow('size on disk per event', 'bytes', [size / events], BYTES_AN_EVENT),
  ]
}

/** Of all files of a stopped store. */
async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => stat(join(parentPath, name))))
  return sizes.reduce((sum, { size }) => sum + size, 0)
}

async function firstAnswer(store: string): Promise<number> {
  const started = performance.now()
  const server = await startConsole(['--data', store])
  await (await fetch(`${server.origin}/api/events`)).text()
  const took = performance.now() - started
  await server.stop()
  return took
}
