import { mkdir, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isMainThread, workerData } from 'node:worker_threads'
import { Judge } from './judge.ts'
import { minimise } from './minimise.ts'
import { stockOf } from './mutants.ts'
import { HANGS, Probe, runProbe } from './probe.ts'
import { fuzz, kindOf, type Found, type FuzzFigures } from './run.ts'
import { fuzzScanner } from './scannerMutants.ts'
import { StoreShare } from './storeShare.ts'
import { BLOCK, judgeNumber, runThread, Sharing } from './thread.ts'

const RESULTS = 'fuzz-results'
const MINIMISING_TRIES = 600
/** Each takes as long as the limit of a thread. */
const MINIMISING_TRIES_OF_HANGS = 15

/**
 * `npm run fuzz -- [--mutations N] [--seconds S] [--seed N] [--data DIR] [--scanned N]`; `--only
 * N,N` repeats mutants.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      mutations: { type: 'string', default: '1000000' },
      seconds: { type: 'string', default: '600' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      data: { type: 'string', default: '../shared/data' },
      scanned: { type: 'string', default: '100000' },
      only: { type: 'string' },
    },
  })
  const seed = Number(values.seed)
  const folder = existsSync(values.data) ? values.data : null
  const repeat = (numbers: readonly number[]) =>
    `npm run fuzz -- --seed ${seed} --only ${numbers.join(',')}${values.data === '../shared/data' ? '' : ` --data ${values.data}`}`
  console.error(
    `Seed ${seed}; ${folder === null ? `no real files at ${values.data}, generated files only` : `real files of ${folder}`}`,
  )
  if (values.only !== undefined) return await only(seed, folder, values.only.split(',').map(Number))
  const options = { seed, folder, mutations: Number(values.mutations), seconds: Number(values.seconds) }
  await fuzzTheScanner(seed, folder, Number(values.scanned))
  const { figures, failures } = await fuzz(options, showProgress)
  console.log(printFigures(seed, figures))
  if (failures.length === 0) return
  process.exitCode = 1
  await mkdir(RESULTS, { recursive: true })
  const stock = await stockOf(folder)
  const probe = new Probe()
  for (const [index, failure] of failures.entries()) {
    const name = `${seed}-${index + 1}`
    const numbers = 'numbers' in failure ? failure.numbers : [failure.number]
    console.log(`\n${index + 1}. ${failure.broken.slice(0, 2000)}`)
    console.log(`   repeat: ${repeat(numbers.slice(-200))}`)
    const files = await write(name, failure, seed, stock, probe)
    for (const file of files) console.log(`   ${file}`)
  }
  await probe.close()
}

async function fuzzTheScanner(seed: number, folder: string | null, mutants: number): Promise<void> {
  const figures = { mutants: 0, whole: 0, rows: 0 }
  const { records } = await stockOf(folder)
  const failure = await fuzzScanner(records, { seed, mutants }, figures)
  const number = (value: number) => value.toLocaleString('en')
  console.log(
    `Scanner: ${number(figures.mutants)} mutants, ${number(figures.whole)} of them taken to their end; ${number(figures.rows)} records`,
  )
  if (failure === null) return
  process.exitCode = 1
  const file = resolve(RESULTS, `${seed}-scanner-${failure.number}.mutant`)
  await mkdir(RESULTS, { recursive: true })
  await writeFile(file, failure.bytes)
  console.log(`${failure.broken.slice(0, 2000)}\n   ${file}`)
}

/** Writes a failing mutant, as it was and minimised. */
async function write(
  name: string,
  failure: Found,
  seed: number,
  stock: Awaited<ReturnType<typeof stockOf>>,
  probe: Probe,
): Promise<string[]> {
  const [number] = 'numbers' in failure ? failure.numbers : [failure.number]
  const { bytes, story, expected } = stock.mutant(seed, number!)
  console.log(`   ${story.join('; ')}`)
  const whole = resolve(RESULTS, `${name}.mutant`)
  await writeFile(whole, bytes)
  if ('numbers' in failure && failure.numbers.length > 1) return [whole]
  const chunkSize = 'chunkSize' in failure ? failure.chunkSize : null
  const kind = kindOf(failure.broken)
  const fails = async (part: Uint8Array) => {
    const broken = await probe.ask(part, null, chunkSize)
    return broken !== null && kindOf(broken) === kind
  }
  // What is known about a mutant's records only applies to all of it.
  if (expected !== null || !(await fails(bytes))) return [whole]
  const small = resolve(RESULTS, `${name}.minimised`)
  await writeFile(
    small,
    await minimise(bytes, fails, failure.broken === HANGS ? MINIMISING_TRIES_OF_HANGS : MINIMISING_TRIES),
  )
  return [whole, small]
}

/** Repeats single mutants, each after the ones that its judge had seen before. */
async function only(seed: number, folder: string | null, numbers: readonly number[]): Promise<void> {
  const stock = await stockOf(folder)
  const store = await StoreShare.open()
  const broken: (string | null)[] = []
  for (const number of numbers) {
    const judge = new Judge()
    for (let before = number - (number % BLOCK); before < number; before++)
      await judgeNumber(stock, judge, seed, before)
    const started = performance.now()
    const { bytes, verdict, failure, story } = await judgeNumber(stock, judge, seed, number)
    const ms = performance.now() - started
    const file = join(RESULTS, `${seed}-${number}.mutant`)
    await mkdir(RESULTS, { recursive: true })
    await writeFile(file, bytes)
    console.log(
      `${number}: ${story.join('; ')}: ${bytes.length} bytes, ${verdict.records.length} records, ${ms.toFixed(1)} ms\n   ${file}`,
    )
    for (const reason of verdict.reasons) console.log(`   ${reason}`)
    broken.push(failure?.broken ?? null)
    if (failure) continue
    const sharing = new Sharing((share) => void shares.push(share))
    const shares: Parameters<StoreShare['add']>[0][] = []
    await sharing.read(number, bytes, verdict.records)
    await sharing.flush()
    for (const share of shares) broken.push(await store.add(share))
  }
  broken.push(await store.close())
  for (const one of broken) {
    if (one === null) continue
    process.exitCode = 1
    console.log(one)
  }
}

function showProgress({ mutations, ms }: FuzzFigures): void {
  if (process.stderr.isTTY)
    process.stderr.write(
      `\r${mutations.toLocaleString('en')} mutations, ${Math.round((mutations / ms) * 1000)} a second `,
    )
}

function printFigures(seed: number, figures: FuzzFigures): string {
  const { mutations, bytes, records, problems, reasons, slowestMs, slowest, stored, ms } = figures
  const number = (value: number) => Math.round(value).toLocaleString('en')
  return [
    ['mutations', number(mutations)],
    ['seconds', (ms / 1000).toFixed(1)],
    ['mutations a second', number(mutations / (ms / 1000))],
    ['processor seconds', number(cpuSeconds())],
    ['bytes', number(bytes)],
    ['records read', number(records)],
    ['records stored', number(stored)],
    ['problems reported', number(problems)],
    ['distinct reasons', number(reasons.size)],
    ['slowest mutant', `${number(slowestMs)} ms, number ${slowest}`],
    ['peak memory', `${number(process.resourceUsage().maxRSS / 1024)} MB`],
    ['seed', String(seed)],
  ]
    .map(([name, value]) => `${name!.padEnd(20)}${value!}`)
    .join('\n')
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

if (isMainThread) await main()
else if (workerData === 'probe') runProbe()
else await runThread()
