import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

/** The real server in a process of its own. */
export interface RunningServer {
  readonly origin: string
  /** Milliseconds from its start until everything was loaded. */
  readonly loaded: Promise<number>
  /** Most memory it has held so far, in bytes; 0 where the system does not tell. */
  peakMemory(): number
  stop(): Promise<void>
}

export async function startServer(main: string, args: readonly string[]): Promise<RunningServer> {
  const started = performance.now()
  const child = spawn(process.execPath, [main, '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
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
  return {
    origin: line.replace(/\/$/, ''),
    loaded,
    peakMemory: () => peakOf(child.pid!),
    stop: async () => {
      const exit = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await exit
    },
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

function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
