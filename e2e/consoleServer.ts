import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The built server, as `npm start` runs it. */
export const SERVER = fileURLToPath(new URL('../dist/server/main.js', import.meta.url))

/** What a command printed and how it ended. */
export interface Ended {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Where an Event History Console is served. */
export interface ServedConsole {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly origin: string
}

/** A running Event History Console, a process of its own. */
export interface ConsoleServer extends ServedConsole {
  readonly port: number
  /** All that it printed so far. */
  readonly output: () => string
  /** Ends it as a service manager would, and tells how it ended. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<Ended>
}

const START_LINE = /^Event History Console: http:\/\/127\.0\.0\.1:(\d+)\/$/m

/** Starts a server on a free port and waits until it serves. Options are those of `npm start --`. */
export function startConsole(options: readonly string[]): Promise<ConsoleServer> {
  return serving(spawned(process.execPath, [SERVER, '--port', '0', ...options]))
}

/** The same where no file may grow beyond so many blocks of 512 bytes: to the server a disk that is full. */
export function startConsoleOnFullDisk(blocks: number, options: readonly string[]): Promise<ConsoleServer> {
  const limited = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`
  return serving(spawned('sh', ['-c', limited, process.execPath, SERVER, '--port', '0', ...options]))
}

/** The same by `npm start`, as people do. It has ended when npm and all below it have. */
export function npmStart(options: readonly string[]): Promise<ConsoleServer> {
  return serving(spawned('npm', ['start', '--', '--port', '0', ...options]))
}

async function serving({ child, ended, printed }: Spawned): Promise<ConsoleServer> {
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const [, found] = START_LINE.exec(printed.stdout) ?? []
      if (found) resolve(Number(found))
    })
    void ended.then((end) => reject(new Error(`The server ended before it served: ${describe(end)}`)))
  })
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    output: () => printed.stdout + printed.stderr,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}

/** Runs a Node program to its end, which must come soon; as another user where one is given. */
export async function runToEnd(args: readonly string[], uid?: number): Promise<Ended> {
  const { child, ended } = spawned(process.execPath, args, uid)
  const patience = setTimeout(() => child.kill('SIGKILL'), 30_000)
  const end = await ended
  clearTimeout(patience)
  return end
}

/** Starts servers, each options once, and ends them all with `stopAll`. */
export function consoleServers() {
  const servers = new Map<string, Promise<ConsoleServer>>()
  return {
    with: (...options: readonly string[]): Promise<ConsoleServer> => {
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

interface Spawned {
  readonly child: ChildProcess
  readonly printed: { readonly stdout: string; readonly stderr: string }
  /** When it and all that it started have closed their output. */
  readonly ended: Promise<Ended>
}

function spawned(command: string, args: readonly string[], uid?: number): Spawned {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...(uid !== undefined && { uid }) })
  const printed = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text))
  const ended = once(child, 'close').then((): Ended => ({ status: child.exitCode, ...printed }))
  return { child, ended, printed }
}

function describe({ status, stdout, stderr }: Ended): string {
  return `exit status ${status}\n${stdout}${stderr}`
}
