import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startDebianServers, type ShardUnderTest } from '../../testing/clickhouse/debianServers.ts'
import { LoaderUnderTest, makeShardedTables } from '../../testing/clickhouse/shardedStore.ts'
import type { WrittenLogFiles } from './logFiles.ts'
import type { Turn } from './turn.ts'

const DATABASE = 'crash'
const LOADERS = 2
/** Between two kills. */
const WORK_MS = 2500
/** After how much silence a loader counts as gone: less than its heartbeat, so those that live are suspected too. */
const GONE_MS = 1000

/** Loaders that load the same log files at the same time are killed and stopped for a while, and so are the servers. */
export async function whileLoadersShareACluster(turn: Turn, files: WrittenLogFiles): Promise<void> {
  const { shards, stop } = await startDebianServers()
  try {
    await makeShardedTables(shards, DATABASE)
    const loaders = Array.from({ length: LOADERS }, () => new KilledLoader(turn, shards[0], files.folder))
    const acknowledged = () => loaders.reduce((sum, { added }) => sum + added, 0)
    for (let kills = turn.chance.int(20, 30); kills > 0; kills--) {
      for (const loader of loaders) loader.startAgain()
      await sleep(turn.chance.between(0, WORK_MS))
      const loader = turn.chance.pick(loaders)
      if (turn.chance.happens(0.2)) await loader.pause(turn.chance.between(0, 2 * GONE_MS))
      await loader.kill()
      if (turn.chance.happens(0.2)) await killServer(turn, turn.chance.pick(shards))
      const told = acknowledged()
      const { length } = await eventsOn(shards[0])
      if (length < told) turn.broken.push(`${told} events had been acknowledged and ${length} are there`)
      turn.answers++
    }
    await Promise.all(loaders.map((loader) => loader.finish()))
    const texts = (await eventsOn(shards[0])).map(({ text }) => text)
    turn.events += texts.length
    const there = new Set(texts)
    const lost = [...files.records].filter((text) => !there.has(text)).length
    const strange = [...there].filter((text) => !files.records.has(text)).length
    if (lost > 0) turn.broken.push(`${lost} of ${files.records.size} events are lost`)
    if (strange > 0) turn.broken.push(`${strange} events were never written`)
    if (there.size < texts.length)
      turn.broken.push(`${texts.length - there.size} events are there more than once`)
    if (acknowledged() > texts.length)
      turn.broken.push(`${acknowledged()} events were acknowledged as added, and there are ${texts.length}`)
    for (const loader of loaders) await loader.kill()
  } finally {
    await stop()
  }
}

async function killServer(turn: Turn, shard: ShardUnderTest): Promise<void> {
  turn.kills++
  await shard.kill()
  await sleep(turn.chance.between(0, 500))
  await shard.start()
}

async function eventsOn(shard: ShardUnderTest): ReturnType<LoaderUnderTest['events']> {
  const reader = await LoaderUnderTest.open(shard, DATABASE)
  try {
    return await reader.events()
  } finally {
    await reader.close()
  }
}

/** A loader in a process of its own, started again after it was killed or found no server. */
class KilledLoader {
  readonly #turn: Turn
  readonly #server: ShardUnderTest
  readonly #folder: string
  /** How many events the loaders that ended had added, as far as was heard of them. */
  #addedBefore = 0
  #addedNow = 0
  #child: ChildProcess | null = null
  #heard: Promise<unknown> = Promise.resolve()

  constructor(turn: Turn, server: ShardUnderTest, folder: string) {
    this.#turn = turn
    this.#server = server
    this.#folder = folder
  }

  get added(): number {
    return this.#addedBefore + this.#addedNow
  }

  startAgain(): void {
    if (this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null) return
    if (this.#child !== null) this.#turn.restarts++
    this.#addedBefore += this.#addedNow
    this.#addedNow = 0
    const program = fileURLToPath(new URL('crashLoader.js', import.meta.url))
    const seed = String(this.#turn.chance.int(1, 1e9))
    const args = [program, this.#server.address, DATABASE, String(GONE_MS), seed, this.#folder]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] })
    const lines = createInterface({ input: child.stdout })
    lines.on('line', (line) => (this.#addedNow = Number(line)))
    this.#heard = Promise.all([once(child, 'exit'), once(lines, 'close')])
    this.#child = child
  }

  async kill(): Promise<void> {
    if (this.#child?.exitCode === null && this.#child.signalCode === null) {
      this.#turn.kills++
      this.#child.kill('SIGKILL')
    }
    await this.#heard
  }

  async pause(ms: number): Promise<void> {
    this.#child?.kill('SIGSTOP')
    await sleep(ms)
    this.#child?.kill('SIGCONT')
    await sleep(this.#turn.chance.between(0, ms))
  }

  /** Starts it until it has loaded everything. */
  async finish(): Promise<void> {
    do {
      this.startAgain()
      await this.#heard
    } while (this.#child?.exitCode !== 0)
  }
}
