import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/**
 * The built server, as `npm start` runs it: the same path from here and from dist/server, where the
 * bench and the proofs are built.
 */
export const SERVER = fileURLToPath(new URL('../../dist/server/main.js', import.meta.url))

/** What a command printed and how it ended. */
export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The address of an Event History Console. */
export interface ServedConsole {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly origin: string
}

/** A running Event History Console in its own process. */
export interface RunningConsole extends ServedConsole {
  readonly port: number
  readonly pid: number
  /**
   * Milliseconds from its start until all its log files were loaded. Rejects if loading stopped, or
   * if the server ended before. Only for a server with log files.
   */
  readonly loaded: Promise<number>
  /** Its output so far. */
  readonly output: () => string
  /** Stops it like a service manager, and reports how it ended. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<Ended>
  /** Stops it like a power cut. */
  readonly kill: () => Promise<Ended>
}

/** A server that was started and may not serve yet. */
export interface StartingConsole {
  readonly process: ChildProcess
  /** Rejects with its output if it ends before it serves. */
  readonly serving: Promise<RunningConsole>
  readonly kill: () => Promise<Ended>
}

const START_LINE = /^Event History Console: http:\/\/127\.0\.0\.1:(\d+)\/$/m
const LOADED_LINE = /^Loaded .*$/m
const STOPPED_LINE = /^Loading stopped.*$/m

/**
 * Starts a server on a free port and waits until it serves. Options are those of `npm start --`.
 * The server is that of this build, unless another one is named.
 */
export function startConsole(options: readonly string[], server = SERVER): Promise<RunningConsole> {
  return startingConsole(options, { server }).serving
}

interface StartingOptions {
  /** Options of Node itself. */
  readonly node?: readonly string[]
  /** The process can be sent messages. */
  readonly ipc?: boolean
  /** It has a standard input, which is open until the caller ends it. */
  readonly hasInput?: boolean
  readonly server?: string
}

/** The same without waiting. */
export function startingConsole(
  options: readonly string[],
  { node = [], server = SERVER, ...pipes }: StartingOptions = {},
): StartingConsole {
  return starting(process.execPath, [...node, server, '--port', '0', ...options], pipes)
}

/**
 * The same, but no file may grow beyond this number of blocks of 512 bytes: to the server, the disk
 * is full.
 */
export function startConsoleOnFullDisk(blocks: number, options: readonly string[]): Promise<RunningConsole> {
  const limited = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`
  return starting('sh', ['-c', limited, process.execPath, SERVER, '--port', '0', ...options]).serving
}

/**
 * The same with `npm start`, as people run it. It has ended when npm and all its child processes
 * have.
 */
export function npmStart(options: readonly string[]): Promise<RunningConsole> {
  return starting('npm', ['start', '--', '--port', '0', ...options]).serving
}

/**
 * Runs a Node program to its end, and kills it after 30 seconds. As another user, if one is given.
 */
export async function runToEnd(args: readonly string[], uid?: number): Promise<Ended> {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid !== undefined && { uid }),
  })
  const patience = setTimeout(() => child.kill('SIGKILL'), 30_000)
  const end = await printing(child).ended
  clearTimeout(patience)
  return end
}

/** Starts servers, one for each set of options, and stops them all with `stopAll`. */
export function runningConsoles() {
  const servers = new Map<string, Promise<RunningConsole>>()
  return {
    with: (...options: readonly string[]): Promise<RunningConsole> => {
      const key = JSON.stringify(options)
      const server = servers.get(key) ?? startConsole(options)
      servers.set(key, server)
      return server
    },
    stopAll: async (): Promise<void> => {
      for (const server of await Promise.allSettled(servers.values())) {
        if (server.status === 'fulfilled') await server.value.stop()
      }
    },
  }
}

function starting(
  command: string,
  args: readonly string[],
  { ipc = false, hasInput = false }: StartingOptions = {},
): StartingConsole {
  const started = performance.now()
  const child = spawn(command, args, {
    stdio: [hasInput ? 'pipe' : 'ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
  })
  const { ended, printed, line } = printing(child)
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal)
    return ended
  }
  const tooEarly = (what: string) =>
    ended.then((how): never => {
      throw new Error(`The server ended before it ${what}: ${describe(how)}`)
    })
  const loaded = Promise.race([
    line('stderr', LOADED_LINE).then(() => performance.now() - started),
    line('stderr', STOPPED_LINE).then(([found]): never => {
      throw new Error(found)
    }),
    tooEarly('had loaded its log files'),
  ])
  const serving = Promise.race([line('stdout', START_LINE), tooEarly('served')]).then(
    ([, port]): RunningConsole => ({
      origin: `http://127.0.0.1:${port}`,
      port: Number(port),
      pid: child.pid!,
      loaded,
      output: () => printed.stdout + printed.stderr,
      stop: (signal = 'SIGTERM') => end(signal),
      kill: () => end('SIGKILL'),
    }),
  )
  // Not every caller waits for them.
  for (const promise of [loaded, serving]) promise.catch(() => {})
  return { process: child, serving, kill: () => end('SIGKILL') }
}

interface Printing {
  readonly printed: { readonly stdout: string; readonly stderr: string }
  /** The first match, once it is printed. */
  readonly line: (stream: 'stdout' | 'stderr', pattern: RegExp) => Promise<RegExpExecArray>
  /** When it and all that it started have closed their output. */
  readonly ended: Promise<Ended>
}

function printing(child: ChildProcess): Printing {
  const printed = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]?.setEncoding('utf8').on('data', (text: string) => (printed[stream] += text))
  return {
    printed,
    line: (stream, pattern) =>
      new Promise((resolve) => {
        const look = () => {
          const found = pattern.exec(printed[stream])
          if (!found) return
          child[stream]?.off('data', look)
          resolve(found)
        }
        child[stream]?.on('data', look)
      }),
    ended: once(child, 'close').then((): Ended => ({ status: child.exitCode, ...printed })),
  }
}

function describe({ status, stdout, stderr }: Ended): string {
  return `exit status ${status}\n${stdout}${stderr}`
}
