import { cpus } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

const LOOK_MS = 1000

/** How many cores are used while the bench itself does nothing for a second. */
export async function coresUsedByOthers(): Promise<number> {
  const before = clocks()
  await pause(LOOK_MS)
  const after = clocks()
  const idle = after.idle - before.idle
  const all = after.all - before.all
  return all === 0 ? 0 : (1 - idle / all) * cpus().length
}

/** With more, times are not those of this machine alone. */
const BUSY_CORES = 0.25

/** What a reader of the times must know; empty if nearly nothing else ran. */
export function warningOf(coresOfOthers: number): string {
  return coresOfOthers > BUSY_CORES
    ? `**The machine was busy**: other programs used ${coresOfOthers.toFixed(1)} of ${cpus().length} cores, so times are longer than those of this machine alone.`
    : ''
}

/** Milliseconds of all cores since the machine started. */
function clocks(): { readonly idle: number; readonly all: number } {
  const times = cpus().map((cpu) => cpu.times)
  return {
    idle: sum(times.map(({ idle }) => idle)),
    all: sum(times.flatMap((one) => Object.values(one))),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
