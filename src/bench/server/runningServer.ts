import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The real server in a process of its own. */
export interface RunningServer {
  readonly origin: string
  /** Milliseconds from its start until everything was loaded; only with log files to load. */
  readonly loaded: Promise<number>
  /** Most memory it has held since it started or since `forgetPeak`, in bytes; 0 where the system does not tell. */
  readonly peakMemory: () => number
  readonly forgetPeak: () => void
  readonly stop: () => Promise<void>
}

/** Built, it lies beside the bench. */
const MAIN = join(dirname(fileURLToPath(import.meta.url)), 'main.js')

/** Serves a store; log files that are given are loaded into it first. */
export async function startServer(store: string, logFiles?: string): Promise<RunningServer> {
  const started = performance.now()
  const args = [MAIN, '--port', '0', '--data', store, ...(logFiles === undefined ? [] : [logFiles])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with status ${code}.`)))
  })
  ended.catch(() => {})
  const loaded = Promise.race([
    said(child, 'stderr', /^Loaded .*/).then(() => performance.now() - started),
    ended,
  ])
  loaded.catch(() => {})
  const line = await Promise.race([said(child, 'stdout', /http:\S+/), ended])
  const files = `/proc/${child.pid}`
  return {
    origin: line.replace(/\/$/, ''),
    loaded,
    peakMemory: () => peakIn(`${files}/status`),
    forgetPeak: () => tolerant(() => writeFileSync(`${files}/clear_refs`, '5')),
    stop: async () => {
      const exit = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await exit
    },
  }
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
