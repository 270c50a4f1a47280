import { once } from 'node:events'
import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { constants, setPriority } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import PQueue from 'p-queue'
import { QueryTimeoutError } from '../../store/eventStore.ts'
import { queueTask } from '../../store/queueTask.ts'
import { busy } from '../http/problem.ts'
import type { SqlOutcome, SqlTask } from './protocol.ts'

/** How many statements run at once, and how many may wait for their turn. */
const MAX_RUNNING = 2
const MAX_WAITING = 16

/** How long a process is kept for the next statement. */
const KEPT_MS = 60_000

const TOO_LARGE: SqlOutcome = {
  kind: 'tooLarge',
  sentence:
    'The statement was stopped because a single value or list in it became too large for the memory that a statement may use.',
}

/** Runs statements in processes of their own, which are ended when nobody waits any more. */
export class SqlProcesses {
  readonly #queue = new PQueue({ concurrency: MAX_RUNNING })
  readonly #all = new Set<ChildProcess>()
  /** Each until its timer ends it. */
  readonly #idle = new Map<ChildProcess, NodeJS.Timeout>()

  /** Rejects with a `QueryTimeoutError` after `maxMs`, and with the signal's reason. */
  async run(task: SqlTask, maxMs: number, signal: AbortSignal): Promise<SqlOutcome> {
    if (this.#queue.size >= MAX_WAITING)
      throw busy(
        'Too many statements',
        `${MAX_RUNNING} statements are running and ${MAX_WAITING} are waiting. Try again later.`,
        10,
      )
    return queueTask(this.#queue, signal, () => this.#run(task, maxMs, signal))
  }

  /** Ends all processes. */
  close(): void {
    for (const child of this.#all) child.kill('SIGKILL')
  }

  async #run(task: SqlTask, maxMs: number, signal: AbortSignal): Promise<SqlOutcome> {
    const child = this.#takeIdle() ?? (await this.#start())
    const patience = AbortSignal.timeout(maxMs)
    const stopped = AbortSignal.any([signal, patience])
    await mkdir(task.spillFolder, { recursive: true, mode: 0o700 })
    try {
      const outcome = await outcomeOf(child, task, stopped)
      if (outcome.kind === 'rows' || outcome.kind === 'file' || outcome.kind === 'problem') this.#keep(child)
      else child.kill('SIGKILL')
      return outcome
    } catch (error) {
      child.kill('SIGKILL')
      throw patience.aborted && !signal.aborted ? new QueryTimeoutError(maxMs) : error
    } finally {
      await rm(task.spillFolder, { recursive: true, force: true })
    }
  }

  /** Resolves when it can be given a task, or has ended. */
  async #start(): Promise<ChildProcess> {
    const child = fork(programFile(), [], {
      execArgv: ['--enable-source-maps'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    // What others ask of the server comes first.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW)
    this.#all.add(child)
    child.once('exit', () => {
      this.#all.delete(child)
      this.#forget(child)
    })
    // Neither the process nor its channel keeps the server running.
    child.unref()
    child.channel?.unref()
    await Promise.race([once(child, 'message'), once(child, 'exit')])
    return child
  }

  #takeIdle(): ChildProcess | undefined {
    const [child] = this.#idle.keys()
    if (child) this.#forget(child)
    return child
  }

  #keep(child: ChildProcess): void {
    this.#idle.set(child, setTimeout(() => child.kill('SIGKILL'), KEPT_MS).unref())
  }

  #forget(child: ChildProcess): void {
    clearTimeout(this.#idle.get(child))
    this.#idle.delete(child)
  }
}

/** What a process says of its task, or how it ended. */
function outcomeOf(child: ChildProcess, task: SqlTask, stopped: AbortSignal): Promise<SqlOutcome> {
  return new Promise((resolve, reject) => {
    const end = () => {
      child.off('message', hear)
      child.off('exit', ended)
      child.off('error', reject)
      stopped.removeEventListener('abort', stop)
    }
    const hear = (outcome: SqlOutcome) => {
      end()
      resolve(outcome)
    }
    // Nobody but the process itself, or a system without memory, has killed it.
    const ended = (code: number | null, signal: NodeJS.Signals | null) =>
      hear(
        signal === 'SIGKILL'
          ? TOO_LARGE
          : { kind: 'failure', message: `The process for SQL ended with status ${code ?? signal}.` },
      )
    const stop = () => {
      end()
      reject(stopped.reason as Error)
    }
    child.on('message', hear)
    child.once('exit', ended)
    child.once('error', reject)
    stopped.addEventListener('abort', stop, { once: true })
    if (stopped.aborted) stop()
    else if (child.connected) child.send(task)
    else ended(child.exitCode, child.signalCode)
  })
}

/** The built program beside the built server; in development and in tests, its source. */
function programFile(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const built = join(here, 'sqlProcess.js')
  return existsSync(built) ? built : join(here, 'sqlProcessFromSource.mjs')
}
