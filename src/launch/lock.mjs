import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT, say } from './run.mjs'

const LOCK = join(ROOT, 'dist/.lock')

/**
 * Does the work while no other command of this project installs or builds.
 * The lock is a file with our process id; one whose process has ended is taken over.
 */
export async function alone(work) {
  mkdirSync(dirname(LOCK), { recursive: true })
  for (let waiting = false; !take(); waiting = true) {
    if (!waiting) say('Waiting for another command of this project to finish installing or building ...')
    await sleep(200)
  }
  try {
    return await work()
  } finally {
    rmSync(LOCK, { force: true })
  }
}

function take() {
  // Written first and linked into place whole, so that no one reads a lock without its holder.
  const ours = `${LOCK}-${process.pid}`
  writeFileSync(ours, String(process.pid))
  try {
    linkSync(ours, LOCK)
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (!isHeld()) rmSync(LOCK, { force: true })
    return false
  } finally {
    rmSync(ours)
  }
}

function isHeld() {
  try {
    process.kill(Number(readFileSync(LOCK, 'utf8')), 0)
    return true
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    return error.code === 'EPERM'
  }
}
