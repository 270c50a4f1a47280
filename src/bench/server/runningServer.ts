import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The real server in a process of its own. */
export interface RunningServer {
  readonly origin: string
  /** Milliseconds from its start until everything was loaded, rejects when loading stopped; only with log files to load. */
  readonly loaded: Promise<number>
  /** Most memory it has held since it started or since `forgetPeak`, in bytes; 0 where the system does not tell. */
  readonly peakMemory: () => number
  readonly forgetPeak: () => void
  /** Ends it as a service manager would. */
  readonly stop: () => Promise<void>
  /** Ends it as a power cut would. */
  readonly kill: () => Promise<void>
}

/** A server that was started and may not serve yet. */
export interface StartingServer {
  readonly pid: number
  /** Rejects with what it said when it ends before it serves. */
  readonly serving: Promise<RunningServer>
  readonly kill: () => Promise<void>
}

/** Built, it lies beside the bench. */
const MAIN = join(dirname(fileURLToPath(import.meta.url)), 'main.js')

/** Serves a store, in memory where it is null; log files that are given are loaded into it first. */
export function startServer(store: string | null, logFiles?: string): Promise<RunningServer> {
  const place = store === null ? ['--in-memory'] : ['--data', store]
  return spawnServer(MAIN, [...place, ...(logFiles === undefined ? [] : [logFiles])]).serving
}

/** Starts a server on a free port; for those who do not wait until it serves. */
export function spawnServer(program: string, args: readonly string[]): StartingServer {
  const started = performance.now()
  const child = spawn(process.execPath, [program, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let words = ''
  child.stderr.on('data', (text: Buffer) => (words = `${words}${text.toString()}`.slice(-1000)))
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve))
  const ended = exit.then((code) => {
    throw new Error(`The server ended with status ${code}. ${words}`)
  })
  ended.catch(() => {})
  const loaded = Promise.race([
    said(child, 'stderr', /^Loaded .*/).then(() => performance.now() - started),
    said(child, 'stderr', /^Loading stopped.*/).then((line) => {
      throw new Error(line)
    }),
    ended,
  ])
  loaded.catch(() => {})
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await exit
  }
  const files = `/proc/${child.pid}`
  const running = (line: string): RunningServer => ({
    origin: line.replace(/\/$/, ''),
    loaded,
    peakMemory: () => peakIn(`${files}/status`),
    forgetPeak: () => tolerant(() => writeFileSync(`${files}/clear_refs`, '5')),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  })
  const serving = Promise.race([said(child, 'stdout', /http:\S+/), ended]).then(running)
  serving.catch(() => {})
  return { pid: child.pid!, serving, kill: () => end('SIGKILL') }
}

/** Serves a store for as long as the work takes. */
export async function withServer(
  store: string,
  work: (server: RunningServer) => Promise<void>,
): Promise<void> {
  const server = await startServer(store)
  try {
    await work(server)
  } finally {
    await server.stop()
  }
}

function said(child: ChildProcess, stream: 'stdout' | 'stderr', pattern: RegExp): Promise<string> {
  return new Promise((resolve) => {
    createInterface({ input: child[stream]! }).on('line', (line) => {
      const found = pattern.exec(line)
      if (found) resolve(found[0])
    })
  })
}

function peakIn(status: string): number {
  return tolerant(() => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) * 1024) ?? 0
}

/** Only Linux tells, and only of what one may see. */
function tolerant<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
