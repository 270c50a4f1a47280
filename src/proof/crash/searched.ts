import { setTimeout as sleep } from 'node:timers/promises'
import type { RunningConsole } from '../../testing/runningConsole.ts'
import { Crowd, Gone, type Ask } from '../../testing/under-load/crowd.ts'
import { verdictOn, type Verdict } from '../../testing/under-load/verdict.ts'
import type { Turn } from './turn.ts'

/** One answer has at most 1,000 values of a path, so that many batches can be told apart. */
const MOST_BATCHES = 900
const QUESTIONS = 600
const WORK_MS = 8000

/**
 * Loaded by two clients, searched and noted in by four, through several kills. On disk, every
 * snapshot survives them.
 */
export async function whileSearched(turn: Turn): Promise<void> {
  const crowd = crowdOf(turn)
  for (let kills = turn.chance.int(2, 4); kills > 0; kills--) {
    const server = await turn.serve()
    const working = crowd.work(asking(server), QUESTIONS)
    await Promise.race([working, sleep(turn.chance.between(0, WORK_MS))])
    await turn.kill(server)
    await working.catch(() => {})
  }
  const server = await turn.serve()
  await crowd.work(asking(server), QUESTIONS)
  judge(turn, await verdictOn(crowd, crowd.answers, asking(server)))
  await server.stop()
}

/** The same in memory, where nothing survives a kill, and no snapshot may. */
export async function whileSearchedInMemory(turn: Turn): Promise<void> {
  const crowd = crowdOf(turn)
  for (let kills = turn.chance.int(2, 4); kills > 0; kills--) {
    const server = await turn.serve()
    const first = crowd.answers.length
    await crowd.work(asking(server), QUESTIONS)
    judge(turn, await verdictOn(crowd, crowd.answers.slice(first), asking(server)))
    await turn.kill(server)
    crowd.forgetWhatWasLoaded()
  }
}

function crowdOf(turn: Turn): Crowd {
  return new Crowd(turn.chance.int(1, 1e9), MOST_BATCHES)
}

function judge(turn: Turn, { held, refused, broken }: Verdict): void {
  turn.broken.push(...broken)
  turn.answers += held + refused
}

function asking({ origin }: RunningConsole): Ask {
  return async (address, init) => {
    try {
      const response = await fetch(origin + address, init)
      return { status: response.status, text: await response.text() }
    } catch {
      throw new Gone()
    }
  }
}
