import { existsSync, readFileSync } from 'node:fs'
import { readdir, rename, rm, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { gunzipSync, gzipSync } from 'node:zlib'
import { DAY_MS, TODAY_MS, type LogFilesTask, type WrittenLogFile } from './logFilesTask.ts'

const MOST_DAYS = 90
/** About as many events as one simulated account has in 90 days. */
const EVENTS_AN_ACCOUNT = 120_000
/** Accounts differ: this many times as many are generated, and the oldest events are dropped. */
const SPARE = 1.04

/**
 * Writes the requested number of events the way a trail delivers them: gzipped log files, from as
 * many simulated accounts as are needed for 90 days or less, among them some records of 256 KB. The
 * same number gives the same files; they are kept and reused.
 */
export async function generateLogFiles(folder: string, events: number): Promise<readonly string[]> {
  const target = join(folder, `log-files-${events}`)
  if (!existsSync(target)) {
    const partial = `${target}.partial`
    await rm(partial, { recursive: true, force: true })
    await leaveNewest(await written(partial, events), events)
    await rename(partial, target)
  }
  const names = await readdir(target, { recursive: true })
  return names
    .filter((name) => name.endsWith('.gz'))
    .toSorted()
    .map((name) => join(target, name))
}

/** Days are divided among threads. The content of a file does not depend on that. */
async function written(folder: string, events: number): Promise<WrittenLogFile[]> {
  const accounts = Math.ceil((events * SPARE) / EVENTS_AN_ACCOUNT)
  const days = Math.min(MOST_DAYS, Math.ceil((MOST_DAYS * events * SPARE) / (accounts * EVENTS_AN_ACCOUNT)))
  const threads = Math.min(cpus().length, days)
  const dayAt = (thread: number) => TODAY_MS - (days - Math.round((days * thread) / threads)) * DAY_MS
  const files = await Promise.all(
    Array.from({ length: threads }, (_, thread) =>
      run({ folder, accounts, startMs: dayAt(thread), endMs: dayAt(thread + 1) }),
    ),
  )
  return files.flat()
}

function run(task: LogFilesTask): Promise<WrittenLogFile[]> {
  const files: WrittenLogFile[] = []
  const thread = join(dirname(fileURLToPath(import.meta.url)), 'benchLogFiles.js')
  return new Promise((resolve, reject) => {
    new Worker(thread, { workerData: task })
      .on('message', (file: WrittenLogFile) => files.push(file))
      .once('error', reject)
      .once('exit', () => resolve(files))
  })
}

/** Removes the oldest events until exactly the requested number is left. */
async function leaveNewest(files: readonly WrittenLogFile[], events: number): Promise<void> {
  let surplus = files.reduce((sum, { records }) => sum + records, 0) - events
  if (surplus < 0) throw new Error(`The simulated accounts left ${-surplus} events too few.`)
  for (const { file, records } of files.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    if (surplus === 0) return
    if (records <= surplus) {
      await rm(file)
      surplus -= records
    } else {
      const { Records } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as { Records: unknown[] }
      await writeFile(file, gzipSync(JSON.stringify({ Records: Records.slice(surplus) })))
      surplus = 0
    }
  }
}
