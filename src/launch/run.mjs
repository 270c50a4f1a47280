import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, with a trailing slash. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Prints what is being done, apart from the output of the command itself. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** A failure that a person can act on: only its message is printed. */
export class LaunchError extends Error {}

/**
 * Runs a command to its end and returns `{ status, output }`. A command that cannot be started has
 * status 127. The output is shown as it arrives; with `quiet` it is only returned.
 */
export function run(command, args, { quiet = false, env = {}, cwd = ROOT, shell = false } = {}) {
  return new Promise((resolve) => {
    const stdio = quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit'
    const child = spawn(command, args, { cwd, shell, stdio, env: { ...process.env, ...env } })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => (output += text))
    }
    child.on('error', (error) => resolve({ status: 127, output: error.message }))
    child.on('close', (status) => resolve({ status: status ?? 1, output }))
  })
}

export function node(args, options) {
  return run(process.execPath, args, options)
}

/** The npm that started this process, otherwise the one on PATH. No argument may need quotes. */
export function npm(args, options) {
  const cli = process.env.npm_execpath ?? ''
  if (basename(cli) === 'npm-cli.js') return node([cli, ...args], options)
  // On Windows npm is a script, which only a shell can start, from one line.
  if (process.platform === 'win32') return run(['npm', ...args].join(' '), [], { ...options, shell: true })
  return run('npm', args, options)
}

/** Whether a process with this ID is running, even under another user. */
export function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is running, under another user.
    return error.code === 'EPERM'
  }
}

/**
 * Ends this process, as SIGTERM would, when npm has ended. A SIGTERM to `npm start` only reaches
 * the shell between npm and this process, which would keep running.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const watch = setInterval(() => {
    // An orphaned process gets another parent, with another ID; on Windows it keeps the ID of the
    // parent that ended.
    if (process.ppid === parent && isRunning(parent)) return
    clearInterval(watch)
    // Only calls the listeners: on Windows, sending the signal would end the process at once.
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(143)
  }, 100)
  watch.unref()
}

/**
 * Runs a whole command: a LaunchError prints its message, anything else is a defect and prints its
 * stack.
 */
export async function main(story) {
  try {
    await story()
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
