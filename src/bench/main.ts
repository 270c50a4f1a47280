import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { measureBrowser } from './browser/measureBrowser.ts'
import { generateLogFiles } from './log-files/generateLogFiles.ts'
import { parseOptions, USAGE } from './options.ts'
import { parseReference } from './parse.ts'
import { costChart } from './report/costChart.ts'
import { costTable } from './report/costTable.ts'
import { replaceBetweenMarks } from './report/betweenMarks.ts'
import { speedTable } from './report/speedTable.ts'
import { keepResult, keptResults, type BenchResult, type Part } from './results.ts'
import { measureDownload } from './server/download.ts'
import { measureLoading, memoryLimit } from './server/loading.ts'
import { askQuestions } from './server/questions.ts'
import { withStore } from './server/withStore.ts'
import { peakMemory } from '../testing/peakMemory.ts'
import { quantityRow, type BenchRow } from './row.ts'

/** Where the page has the table of a size. */
const MARKS: ReadonlyMap<number, string> = new Map([
  [1_000_000, 'bench: speed'],
  [10_000_000, 'bench: speed of ten million'],
])

const PAGE = 'src/docs/benchmarks.md'
const CHART = 'e2e/pictures/speed.svg'

/** `npm run bench`: the tables and the chart of docs/benchmarks.md, and bench-results/. */
async function main(): Promise<void> {
  const { events: sizes, parts, folder, docs, help } = parseOptions(process.argv.slice(2))
  if (help) return console.log(USAGE)
  await mkdir(folder, { recursive: true })
  for (const events of sizes) {
    const result = await measure(folder, events, parts)
    console.log(`${speedTable(result)}\n`)
    const mark = MARKS.get(events)
    if (docs && mark !== undefined) await replaceBetweenMarks(PAGE, mark, speedTable(result))
  }
  const results = await keptResults()
  console.log(costTable(results))
  if (!docs) return
  await replaceBetweenMarks(PAGE, 'bench: cost against size', costTable(results))
  await writeFile(CHART, costChart(results))
}

async function measure(folder: string, events: number, parts: readonly Part[]): Promise<BenchResult> {
  const files = await logFiles(folder, events)
  const store = join(folder, `store-${events}`)
  if (!parts.includes('loading') && !existsSync(store)) {
    throw new Error(`There is no store of ${events} events yet. Run the part “loading” first.`)
  }
  say('Reference: gunzip + JSON.parse in one thread')
  const parse = parseReference(files)
  const measured: Partial<Record<Part, readonly BenchRow[]>> = {}
  if (parts.includes('loading')) {
    say('Loading')
    measured.loading = await measureLoading(store, join(folder, `log-files-${events}`), parse)
  }
  if (parts.includes('questions')) {
    say('Questions')
    await withStore(store, async (server) => {
      const rows = await askQuestions(server, parse)
      rows.push(
        quantityRow('peak memory while searching', 'MB', [peakMemory(server) / 1e6], memoryLimit(parse)),
      )
      measured.questions = [...rows, ...(await measureDownload(server, parse))]
    })
  }
  if (parts.includes('browser')) {
    say('Browser')
    await withStore(store, async (server) => {
      const rows = await measureBrowser(server.origin)
      if (rows) measured.browser = rows
      else say('No browser was found, so its rows are skipped.')
    })
  }
  return keepResult(parse, measured)
}

async function logFiles(folder: string, events: number): Promise<readonly string[]> {
  say(`Log files of ${events.toLocaleString('en')} events`)
  return generateLogFiles(folder, events)
}

function say(text: string): void {
  console.error(text)
}

await main()
