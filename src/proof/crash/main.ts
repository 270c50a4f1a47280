import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Chance } from '../../account/chance.ts'
import { noDebianServers } from '../../testing/clickhouse/debianServers.ts'
import { AccountHistory, ActedAccount, whenAllIsDue, whileHistoryIsWritten, whileLive } from './account.ts'
import { whileLoadersShareACluster } from './cluster.ts'
import { deliveringTo, whileDelivering } from './deliveries.ts'
import { whileSearched, whileSearchedInMemory } from './searched.ts'
import { writeLogFiles } from './logFiles.ts'
import {
  whileDownloading,
  whileEnding,
  whileLoading,
  whileLoadingAgain,
  whileStarting,
  whileUploading,
} from './situations.ts'
import { Turn } from './turn.ts'

type Story = (turn: Turn) => Promise<void>

interface Row {
  readonly situation: string
  turns: number
  kills: number
  restarts: number
  events: number
  answers: number
  broken: number
}

const LIVE = 'while live'
const DELIVERING = 'while trails deliver'
const ON_CLUSTER = 'while loaders share a cluster'

/** Stores that continue from turn to turn. */
const LASTING: Readonly<Record<string, string>> = { [LIVE]: 'account', [DELIVERING]: 'delivering' }

/**
 * `npm run crash [-- --kills N --seed N WORD...]`: kills the built server at random moments, in all
 * situations or those whose names have one of the words, and compares its data and its earlier
 * answers with the expected ones.
 */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { kills: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
  })
  const wanted = Number(values.kills)
  const seed = Number(values.seed)
  const folder = await mkdtemp(join(tmpdir(), 'event-history-crash-'))
  const started = performance.now()
  const files = writeLogFiles(join(folder, 'log-files'), seed)
  say(
    `${files.paths.length} log files, ${count(files.standing)} records, ${count(files.records.size)} events`,
  )
  if (noDebianServers) say(`Nothing is loaded into a cluster. ${noDebianServers}`)
  const noLogFiles = join(folder, 'no-log-files')
  await mkdir(noLogFiles)
  const account = ['--seed', String(seed)]
  const history = new AccountHistory(seed)
  const acted = new ActedAccount(history)
  const delivered = join(folder, 'delivered')
  const logged = new ActedAccount(history)
  const all: readonly [name: string, args: readonly string[], story: Story][] = [
    ['while starting', [files.folder], (turn) => whileStarting(turn, files)],
    ['while loading', [files.folder], (turn) => whileLoading(turn, files)],
    ['while searched', [noLogFiles], whileSearched],
    ['while searched, in memory', ['--in-memory', noLogFiles], whileSearchedInMemory],
    ['while uploading', [noLogFiles], (turn) => whileUploading(turn, files)],
    [LIVE, account, (turn) => whileLive(turn, acted)],
    [
      DELIVERING,
      [...account, ...deliveringTo(delivered)],
      (turn) => whileDelivering(turn, logged, delivered),
    ],
    ['while loading, again and again', [files.folder], (turn) => whileLoadingAgain(turn, files)],
    ['while downloading', [files.folder], (turn) => whileDownloading(turn, files)],
    ['while ending', [files.folder], (turn) => whileEnding(turn, files)],
    [
      'while the history is written',
      account,
      (turn) => whileHistoryIsWritten(turn, new ActedAccount(history)),
    ],
    ...(noDebianServers
      ? []
      : [[ON_CLUSTER, [], (turn) => whileLoadersShareACluster(turn, files)] satisfies (typeof all)[number]]),
  ]
  const situations = all.filter(
    ([name]) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
  )
  const rows = situations.map(([situation]): Row => ({
    situation,
    turns: 0,
    kills: 0,
    restarts: 0,
    events: 0,
    answers: 0,
    broken: 0,
  }))
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0)
  const play = async (number: number, index: number, story: Story) => {
    const [name, args] = situations[index]!
    const store = join(folder, LASTING[name] ?? `store-${number}`)
    const turn = new Turn(store, new Chance(seed, 'crash', number), args)
    try {
      await story(turn)
    } catch (error) {
      const { message, cause } = error as Error
      turn.broken.push(cause instanceof Error ? `${message}: ${cause.message}` : message)
    } finally {
      await turn.end()
    }
    const row = rows[index]!
    row.turns++
    row.kills += turn.kills
    row.restarts += turn.restarts
    row.events += turn.events
    row.answers += turn.answers
    row.broken += turn.broken.length
    say(`${number + 1}. ${name}: ${turn.kills} killed, ${turn.broken.length === 0 ? 'all there' : 'BROKEN'}`)
    for (const broken of turn.broken) say(`   ${broken}`)
    if (turn.broken.length === 0 && !(name in LASTING)) await rm(store, { recursive: true, force: true })
  }
  try {
    let number = 0
    for (; sum((row) => row.kills) < wanted; number++) {
      const index = number % situations.length
      await play(number, index, situations[index]![2])
    }
    const live = situations.findIndex(([name]) => name === LIVE)
    if ((rows[live]?.turns ?? 0) > 0) await play(number, live, (turn) => whenAllIsDue(turn, acted))
  } finally {
    if (sum((row) => row.broken) === 0) await rm(folder, { recursive: true, force: true })
  }
  console.log(
    `\n| killed | kills | restarts | events compared | answers checked | broken promises |\n|---|---:|---:|---:|---:|---:|`,
  )
  for (const { situation, kills, restarts, events, answers, broken } of rows)
    console.log(
      `| ${situation} | ${kills} | ${restarts} | ${count(events)} | ${count(answers)} | ${broken} |`,
    )
  const broken = sum((row) => row.broken)
  console.log(
    `| all, in ${((performance.now() - started) / 1000).toFixed(0)} s | ${sum((row) => row.kills)} | ${sum((row) => row.restarts)} | ${count(sum((row) => row.events))} | ${count(sum((row) => row.answers))} | ${broken} |`,
  )
  if (broken === 0) return 0
  say(`The stores are kept in ${folder}. To repeat: npm run crash -- --kills ${wanted} --seed ${seed}`)
  return 1
}

function count(number: number): string {
  return number.toLocaleString('en')
}

function say(text: string): void {
  console.error(text)
}

process.exitCode = await main()
