import { mkdirSync, readFileSync, rmSync, statSync, utimes, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT, isRunning, say } from './run.mjs'

const LOCK = join(ROOT, 'dist/.lock')
const LOOK_MS = 200

/**
 * Runs `work` while no other command of this project installs or builds. The lock is a file with
 * the process ID of its holder, who touches it repeatedly. It is taken over when that process has
 * ended, or when the file was not touched for `silenceMs`: then the holder was killed, and its ID
 * belongs to another process.
 */
export async function alone(work, silenceMs = 30_000) {
  mkdirSync(dirname(LOCK), { recursive: true })
  let touched
  // Counts attempts rather than time, which passes while a machine sleeps.
  for (let looks = 0; !take(); looks++) {
    const holder = whoHolds()
    if (!holder) continue
    if (touched === undefined && holder.lives)
      say('Waiting for another command of this project to finish installing or building ...')
    if (holder.touched !== touched) looks = 0
    touched = holder.touched
    if (!holder.lives || looks * LOOK_MS >= silenceMs) rmSync(LOCK, { force: true })
    else await sleep(LOOK_MS)
  }
  const touching = setInterval(touch, silenceMs / 10)
  try {
    return await work()
  } finally {
    clearInterval(touching)
    if (whoHolds()?.pid === process.pid) rmSync(LOCK, { force: true })
  }
}

function take() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    return false
  }
}

/**
 * null if the lock was released just now. A lock that is not yet written names process 0, which
 * counts as running.
 */
function whoHolds() {
  try {
    const pid = Number(readFileSync(LOCK, 'utf8'))
    return { pid, lives: isRunning(pid), touched: statSync(LOCK).mtimeMs }
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
    return null
  }
}

function touch() {
  const now = new Date()
  // If another process took the lock over, the work continues nevertheless.
  utimes(LOCK, now, now, () => {})
}
