import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Measured } from '../measured.ts'
import { sampleOf } from '../sample.ts'
import { WORDS } from '../server/questions.ts'
import type { ServedConsole } from '../../testing/runningConsole.ts'
import { askConsole } from './console.ts'
import { duckdb } from './duckdb.ts'
import { jq } from './jq.ts'
import { lnav } from './lnav.ts'
import { resultOf, type Peer, type PeerResult, type PeerResults } from './peer.ts'
import type { Subject } from './question.ts'
import { ripgrep } from './ripgrep.ts'
import { isOnPath } from './shell.ts'
import { sqlite } from './sqlite.ts'

const PEERS: readonly Peer[] = [ripgrep, lnav, duckdb, sqlite, jq]
/** The packages of programs, where they are called otherwise. */
const PACKAGES: Readonly<Record<string, string>> = { rg: 'ripgrep' }

/** One that may warm up, and seven that count. */
const TURNS = 8
/** Above this, plain text needs tens of gigabytes, and answers minutes. */
const MOST_EVENTS = 2_000_000

/**
 * Asks this console and other programs the same, one after the other on the same log files, and
 * compares their answers.
 */
export async function measurePeers(
  server: ServedConsole,
  { logFiles, files, events, folder, say }: Omit<Measured, 'store'>,
): Promise<PeerResults> {
  const subjects = subjectsIn(files)
  const ofConsole = { loadMs: null, answers: await askConsole(server, subjects) }
  const console = resultOf({ name: 'this console', how: 'by its API.' }, ofConsole, ofConsole)
  if (events > MOST_EVENTS) {
    const leftOut = `Other programs are left out above ${MOST_EVENTS.toLocaleString('en')} events: the plain text of ${events.toLocaleString('en')} would take ${Math.round((events * 1.5) / 1e6)} GB.`
    return { console, peers: [], leftOut: [leftOut] }
  }
  const peers: PeerResult[] = []
  const leftOut: string[] = []
  for (const peer of PEERS) {
    const missing = peer.needs.filter((program) => !isOnPath(program))
    if (missing.length > 0) {
      const packages = missing.map((program) => PACKAGES[program] ?? program).join(' ')
      leftOut.push(
        `${peer.name} is left out, since ${missing.join(' and ')} is not installed. Install it with: apt-get install ${packages}`,
      )
      continue
    }
    say(`  ${peer.name}`)
    const own = join(folder, peer.name)
    await rm(own, { recursive: true, force: true })
    await mkdir(own, { recursive: true })
    peers.push(resultOf(peer, await peer.run({ logFiles, files, folder: own }, subjects), ofConsole))
    await rm(own, { recursive: true, force: true })
  }
  return { console, peers, leftOut }
}

function subjectsIn(files: readonly string[]): readonly Subject[] {
  const { ids, eventNames, paths } = sampleOf(files)
  return Array.from({ length: TURNS }, (_, turn) => ({
    word: WORDS[turn]!.toLowerCase(),
    nowhere: `nowhere-${turn}-at-all`,
    eventName: eventNames[turn]!,
    path: paths[turn]!,
    id: ids[turn]!,
  }))
}
