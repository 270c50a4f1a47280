import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { generateLogFiles } from './generateLogFiles.ts'
import { timed } from './measure.ts'
import { parseReference } from './parse.ts'
import { askQuestions } from './questions.ts'
import { printTable, type BenchResult, type BenchRow } from './report.ts'
import { startServer } from './server.ts'

/** `npm run bench -- [--events N]`: the speed table, as text and as JSON in bench-results/. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { events: { type: 'string', default: '1000000' }, folder: { type: 'string' } },
  })
  const events = Number(values.events)
  const folder = values.folder ?? join(tmpdir(), 'event-history-bench')
  await mkdir(folder, { recursive: true })
  say(`Log files of ${events.toLocaleString('en')} events`)
  const logFiles = await generateLogFiles(
    folder,
    events,
    (done) => process.stderr.isTTY && process.stderr.write(`\r${done.toLocaleString('en')}`),
  )
  const files = (await readdir(logFiles, { recursive: true }))
    .filter((name) => name.endsWith('.gz'))
    .map((name) => join(logFiles, name))
  say('Reference: gunzip + JSON.parse in one thread')
  const parse = parseReference(files)
  say(`${(parse.ms / 1000).toFixed(1)} s, ${Math.round(parse.bytes / 1e3 / parse.ms)} MB/s`)

  const data = join(folder, 'store')
  await rm(data, { recursive: true, force: true })
  const program = join(dirname(fileURLToPath(import.meta.url)), 'main.js')
  say('Loading')
  const server = await startServer(program, ['--data', data, logFiles])
  const rows: BenchRow[] = []
  try {
    const loadMs = await server.loaded
    const times = (work: string, ms: number, target: number) =>
      rows.push({ work, ms, ratio: ms / parse.ms, target, met: ms / parse.ms <= target })
    times('load, everything stored and deduplicated', loadMs, 1.5)
    say(`${(loadMs / 1000).toFixed(1)} s`)
    const loadPeak = server.peakMemory()
    say('Questions')
    for (const { work, parseOver, timing } of await askQuestions(server.origin)) {
      rows.push({
        work,
        ms: timing.median,
        low: timing.low,
        high: timing.high,
        ratio: timing.median / parse.ms,
        target: 1 / parseOver,
        met: timing.median <= parse.ms / parseOver,
      })
    }
    say('Download')
    let bytes = 0
    const downloadMs = await timed(async () => {
      const response = await fetch(`${server.origin}/api/events/download`)
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) bytes += chunk.length
    })
    times(
      `download, ${Math.round(bytes / 1e6)} MB at ${Math.round(bytes / 1e3 / downloadMs)} MB/s`,
      downloadMs,
      bytes / parse.bytes,
    )
    rows.push({
      work: 'peak memory while loading, MB',
      value: loadPeak / 1e6,
      limit: events > 2e6 ? 2000 : 1200,
      met: loadPeak <= (events > 2e6 ? 2e9 : 1.2e9),
    })
    const peak = server.peakMemory()
    rows.push({
      work: 'peak memory with everything above, MB',
      value: peak / 1e6,
      limit: events > 2e6 ? 2000 : 1200,
      met: peak <= (events > 2e6 ? 2e9 : 1.2e9),
    })
  } finally {
    await server.stop()
  }
  const { size } = await stat(join(data, 'log-files.duckdb'))
  rows.push({
    work: 'store on disk, bytes an event',
    value: size / parse.events,
    limit: 320,
    met: size / parse.events <= 320,
  })
  const result: BenchResult = {
    events: parse.events,
    parseMs: parse.ms,
    parseBytes: parse.bytes,
    cores: cpus().length,
    node: process.version,
    rows,
  }
  console.log(printTable(result))
  await mkdir('bench-results', { recursive: true })
  await writeFile(`bench-results/${events}.json`, `${JSON.stringify(result, null, 2)}\n`)
}

function say(text: string): void {
  console.error(text)
}

await main()
