import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateLogFiles } from './log-files/generateLogFiles.ts'
import { coresUsedByOthers, warningOf } from './machine.ts'
import { parseOptions, USAGE, type BenchOptions } from './options.ts'
import { parseAgain, parseReference, type ParseReference } from './parse.ts'
import { measurePart } from './measurePart.ts'
import { comparePublicFiles, keepComparison } from './public/comparePublicFiles.ts'
import { costChart } from './report/costChart.ts'
import { costTable } from './report/costTable.ts'
import { inShort } from './report/inShort.ts'
import { peersTable } from './report/peersTable.ts'
import { replaceBetweenMarks } from './report/betweenMarks.ts'
import { publicTable } from './report/publicTable.ts'
import { speedTable } from './report/speedTable.ts'
import { storesTable } from './report/storesTable.ts'
import { compareStores } from './shared/compareStores.ts'
import { keepResult, keptResults, PARTS, type BenchResult, type Part, type PartResult } from './results.ts'

/** Where the page has the table of a size. */
const MARKS: ReadonlyMap<number, string> = new Map([
  [1_000_000, 'bench: speed'],
  [10_000_000, 'bench: speed of ten million'],
])
/** The same for the page of stores that several share. */
const STORES_MARKS: ReadonlyMap<number, string> = new Map([
  [1_000_000, 'bench: two stores'],
  [10_000_000, 'bench: two stores with ten million'],
])
/** The size that the page begins with. */
const FOR_PAGE = 1_000_000

const PAGE = 'src/docs/benchmarks.md'
const SCALING = 'src/docs/scaling.md'
const PUBLIC_DATA = '../shared/data'
const CHART = 'e2e/pictures/speed.svg'

/** `npm run bench`: the tables and the chart of docs/benchmarks.md, and bench-results/. */
async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2))
  if (options.help) return console.log(USAGE)
  const { events: sizes, parts, docs, folder } = options
  await mkdir(folder, { recursive: true })
  const measured = PARTS.filter((part) => parts.includes(part))
  for (const events of measured.length > 0 ? sizes : []) {
    const result = await measure(folder, events, measured)
    console.log(`${speedTable(result)}\n\n${peersTable(result)}\n`)
    const mark = MARKS.get(events)
    if (docs && mark !== undefined) await replaceBetweenMarks(PAGE, mark, speedTable(result))
    if (docs && events === FOR_PAGE) {
      await replaceBetweenMarks(PAGE, 'bench: in short', inShort(result))
      await replaceBetweenMarks(PAGE, 'bench: other programs', peersTable(result))
    }
  }
  if (parts.includes('public')) await showPublicFiles(options)
  if (options.shared !== null) await showShared(options, options.shared)
  if (measured.length === 0) return
  const results = await keptResults()
  console.log(costTable(results))
  if (!docs) return
  await replaceBetweenMarks(PAGE, 'bench: cost against size', costTable(results))
  await writeFile(CHART, costChart(results))
}

async function measure(folder: string, events: number, parts: readonly Part[]): Promise<BenchResult> {
  say(`Log files of ${events.toLocaleString('en')} events`)
  const files = await generateLogFiles(folder, events)
  const logFiles = join(folder, `log-files-${events}`)
  const store = join(folder, `store-${events}`)
  if (!parts.includes('loading') && !existsSync(store)) {
    throw new Error(`There is no store of ${events} events yet. Run the part “loading” first.`)
  }
  const othersFirst = await coresUsedByOthers()
  say('Reference: gunzip + JSON.parse in one thread')
  const parse = parseReference(files)
  const measured: Partial<Record<Part, Omit<PartResult, 'parse'>>> = {}
  for (const part of parts) {
    const coresOfOthers = Math.max(othersFirst, await coresUsedByOthers())
    const result = await measurePart(part, {
      events,
      logFiles,
      files,
      store,
      folder: join(folder, 'other-programs'),
      say,
    })
    if (!result) continue
    measured[part] = { coresOfOthers, ...result }
    // A run that is interrupted has kept its parts so far.
    await keepResult(events, withParse(measured, parse))
  }
  return keepResult(events, withParse(measured, parseAgain(files, parse)))
}

function withParse(
  measured: Partial<Record<Part, Omit<PartResult, 'parse'>>>,
  parse: ParseReference,
): BenchResult['parts'] {
  const parts = Object.entries(measured).map(([part, result]) => [part, { ...result, parse }])
  return Object.fromEntries(parts) as BenchResult['parts']
}

async function showPublicFiles({ against, docs }: BenchOptions): Promise<void> {
  say('Public files')
  const others = await coresUsedByOthers()
  const comparison = await comparePublicFiles(PUBLIC_DATA, against, say)
  if (comparison === null) {
    return say(`${PUBLIC_DATA} is not there, so the public files are skipped.`)
  }
  const text = `${publicTable(comparison)}\n\n${warningOf(others)}`.trim()
  console.log(`${text}\n`)
  say(`Every file is in ${await keepComparison(comparison)}.`)
  if (docs) await replaceBetweenMarks(PAGE, 'bench: public files', text)
}

async function showShared({ events: [events], folder, docs }: BenchOptions, address: string): Promise<void> {
  say('A shared store beside one of the console')
  const store = join(folder, `store-${events}`)
  if (!existsSync(store))
    throw new Error(`There is no store of ${events} events yet. Run the part “loading” first.`)
  const text = storesTable(
    await compareStores(address, { events: events!, logFiles: join(folder, `log-files-${events}`), store }),
  )
  console.log(`${text}\n`)
  const mark = STORES_MARKS.get(events!)
  if (docs && mark) await replaceBetweenMarks(SCALING, mark, text)
}

function say(text: string): void {
  console.error(text)
}

await main()
