import { spawn } from 'node:child_process'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Says what is being done, apart from what the command itself prints. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** A failure that a person can act on: its message is all that is shown. */
export class LaunchError extends Error {}

/**
 * Runs a command to its end and answers `{ status, output }`; a command that cannot be started has status 127.
 * Its output is shown as it comes, or, with `quiet`, only kept.
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

/** The npm that started us, else the one on PATH. No argument may need quotes. */
export function npm(args, options) {
  const cli = process.env.npm_execpath ?? ''
  if (basename(cli) === 'npm-cli.js') return node([cli, ...args], options)
  // On Windows it is a script, which only a shell can start; a shell takes one line.
  if (process.platform === 'win32') return run(['npm', ...args].join(' '), [], { ...options, shell: true })
  return run('npm', args, options)
}

/** Whether a process with this number runs, whoever's it is. */
export function isRunning(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, and belongs to someone else.
    return error.code === 'EPERM'
  }
}

/**
 * Ends this process, as SIGTERM does, when npm has ended. A SIGTERM sent to `npm start` goes no further than the shell
 * that npm puts between itself and us, and would leave us running.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const watch = setInterval(() => {
    // An orphan gets another parent, whose number is another one; on Windows it keeps the number of the one that ended.
    if (process.ppid === parent && isRunning(parent)) return
    clearInterval(watch)
    // To the listeners alone: on Windows a signal that is sent ends the process at once.
    if (!process.emit('SIGTERM', 'SIGTERM')) process.exit(143)
  }, 100)
  watch.unref()
}

/** Runs a command's whole story: a LaunchError is one clear sentence, anything else is a defect and shows its stack. */
export async function main(story) {
  try {
    await story()
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error
    say(error.message)
    process.exitCode = 1
  }
}
