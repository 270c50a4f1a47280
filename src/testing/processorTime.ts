import { readFileSync } from 'node:fs'

/** The clock of /proc on every Linux that Node runs on. */
const TICK_MS = 10
/** Of /proc/PID/stat, behind the name: user and system. */
const [USER, SYSTEM] = [11, 12]

/**
 * Milliseconds of processor time that a running process has used, all its threads together; null if
 * the system does not report it.
 */
export function processorTime({ pid }: { readonly pid: number }): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[USER]) + Number(fields[SYSTEM])) * TICK_MS
  } catch {
    return null
  }
}
