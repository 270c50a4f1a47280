import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { peakMemory } from '../../testing/peakMemory.ts'
import { startConsole } from '../../testing/runningConsole.ts'
import { Broken, type Attack } from './attack.ts'
import { BODY_ATTACKS } from './bodyAttacks.ts'
import { COSTLY_ATTACKS } from './costlyAttacks.ts'
import { LARGE_RECORD_ATTACKS } from './largeRecordAttacks.ts'
import { LOG_FILE_ATTACKS } from './logFileAttacks.ts'
import { neighbourOf } from './neighbour.ts'
import { REQUEST_ATTACKS } from './requestAttacks.ts'
import { ordinaryLogFiles } from './ordinaryLogFiles.ts'

const MOST_MEMORY = 1.5e9
const SLOWEST_MS = 5000

/**
 * `npm run bounds [-- WORD...]`: every attack, or those whose names have one of the words; status 1
 * when a bound is broken.
 */
async function main(): Promise<void> {
  const { positionals } = parseArgs({ allowPositionals: true })
  const all = [
    ...LOG_FILE_ATTACKS,
    ...LARGE_RECORD_ATTACKS,
    ...REQUEST_ATTACKS,
    ...BODY_ATTACKS,
    ...COSTLY_ATTACKS,
  ]
  const attacks = all.filter(
    ({ name }) => positionals.length === 0 || positionals.some((word) => name.includes(word)),
  )
  console.log('| attack | response | peak memory | slowest response to another client | |')
  console.log('|---|---|---:|---:|---|')
  for (const attack of attacks) {
    const { answered, peak, slowest, isKept } = await struck(attack)
    if (!isKept) process.exitCode = 1
    console.log(
      `| ${attack.name} | ${printable(answered)} | ${Math.round(peak / 1e6)} MB | ${Math.round(slowest)} ms | ${isKept ? 'ok' : 'BROKEN'} |`,
    )
  }
}

interface Outcome {
  readonly answered: string
  readonly peak: number
  readonly slowest: number
  readonly isKept: boolean
}

/** Runs one attack against its own server. */
async function struck(attack: Attack): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'event-history-bounds-'))
  try {
    const input = join(folder, 'input')
    await mkdir(input)
    await (attack.logFiles ?? ordinaryLogFiles)(input)
    const server = await startConsole([
      ...(attack.isInMemory ? ['--in-memory'] : ['--data', join(folder, 'store')]),
      input,
    ])
    try {
      if (!attack.logFiles) await server.loaded
      const neighbour = neighbourOf(server)
      let answered = ''
      let isKept = true
      try {
        answered = await attack.strike(server)
      } catch (error) {
        answered = error instanceof Broken ? error.message : String(error)
        isKept = false
      }
      const slowest = await neighbour.leave().catch((error: unknown) => {
        answered += `; ${String(error)}`
        return Infinity
      })
      const peak = peakMemory(server)
      return { answered, peak, slowest, isKept: isKept && peak <= MOST_MEMORY && slowest <= SLOWEST_MS }
    } finally {
      await server.stop().catch(() => {})
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Text from a file must not control the terminal or break the table. */
function printable(text: string): string {
  const line = text.replaceAll(/[\p{Control}|]/gu, '\u{fffd}')
  return line.length > 160 ? `${line.slice(0, 160)}…` : line
}

await main()
