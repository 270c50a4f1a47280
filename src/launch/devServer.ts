import { realpathSync } from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Plugin, ResolvedConfig, UserConfig, ViteDevServer } from 'vite'
import { dataFolder } from '../server/dataFolder.ts'
import { USAGE, parseOptions, type ConsoleOptions } from '../server/options.ts'
import { OptionsError } from '../server/optionsError.ts'
import { isLoopback } from '../server/http/security.ts'

type Server = typeof import('../server/open.ts')
type Reader = typeof import('../server/loading/readerTasks.ts')

/**
 * The opened console, and the code that it runs. Both are replaced when one of their sources was
 * edited.
 */
interface Opened {
  readonly server: Server['openConsole']
  /** The code of the threads that read log files, which they load themselves when they start. */
  readonly reader: Reader['ReaderTasks']
  readonly console: ReturnType<Server['openConsole']>
}

// Survives a restart of Vite, so that the store is closed before it is opened again.
const kept: typeof globalThis & { openedConsole?: Opened | undefined } = globalThis

/**
 * What the page is made of. Vite serves nothing else of the project, which may contain log files
 * and stores.
 */
const PAGE = ['index.html', 'src', 'public', 'node_modules']

/** Files that are written while it runs: builds, stores, test results. */
const NO_SOURCES = ['**/dist/**', '**/.event-history/**', '**/test-results/**']

/**
 * Serves the API inside Vite's own process, from the sources: an edit of the server, or of how it
 * reads log files, takes effect with the next request. The store stays open until then.
 */
export function devServer(): Plugin {
  let options: ConsoleOptions
  return {
    name: 'event-history-console',
    apply: 'serve',
    config({ root = process.cwd() }): UserConfig {
      if (process.env['VITEST']) return {}
      options = chosen()
      return {
        server: {
          host: options.host,
          port: options.port,
          strictPort: true,
          cors: false,
          fs: { allow: PAGE.map((path) => join(root, path)) },
          watch: { ignored: [...NO_SOURCES, (path: string) => isWithin(dataFolder(options), path)] },
        },
      }
    },
    async configureServer(vite) {
      if (process.env['VITEST']) return
      const opened = async () => {
        const { openConsole } = await load<Server>(vite, '/src/server/open.ts')
        const { ReaderTasks } = await load<Reader>(vite, '/src/server/loading/readerTasks.ts')
        if (kept.openedConsole?.server !== openConsole || kept.openedConsole.reader !== ReaderTasks) {
          const before = kept.openedConsole?.console
          kept.openedConsole = {
            server: openConsole,
            reader: ReaderTasks,
            console: Promise.resolve(before?.then(({ close }) => close())).then(async () => {
              const console = await openConsole(options)
              void console.load(() => {})
              return console
            }),
          }
        }
        return kept.openedConsole.console
      }
      const listener = getRequestListener(async (request) => (await opened()).app.fetch(request))
      vite.middlewares.use((request, response, next) => {
        const url = request.url ?? ''
        if (/^\/(?:api|docs)(?:[/?]|$)/.test(url)) void listener(request, response)
        else if (leadsInto(dataFolder(options), url, vite.config)) response.writeHead(403).end()
        else next()
      })
      await opened().catch(async (error: unknown) => {
        const { refusalOf } = await load<Server>(vite, '/src/server/open.ts')
        const sentence = refusalOf(error)
        if (sentence === null) throw error
        console.error(sentence)
        process.exit(1)
      })
    },
  }
}

/** The options on the command line. `--help` and invalid options end the command here. */
function chosen(): ConsoleOptions {
  try {
    const options = parseOptions(process.argv.slice(2))
    if (options.help) {
      console.log(USAGE)
      return process.exit(0)
    }
    // The files that Vite serves, and the connection by which it sends edits to the page, require
    // no token.
    if (!isLoopback(options.host) || options.readers.length > 0)
      throw new OptionsError(
        'npm run dev only serves this machine, without a token. To serve other machines, use npm start -- --host H --token-file PATH.',
      )
    return options
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error
    console.error(error.message)
    return process.exit(1)
  }
}

/**
 * Whether an address names something in this folder, in any spelling that the file system accepts.
 * The folder may be inside those that Vite serves.
 */
function leadsInto(folder: string | null, url: string, { root, publicDir }: ResolvedConfig): boolean {
  const path = decoded(url.replace(/[?#].*/s, ''))
  const whole = /^\/@(?:fs|id)\/(.*)/s.exec(path)?.[1]
  const named = [
    join(root, path),
    join(publicDir, path),
    ...(whole === undefined ? [] : [resolve('/', whole)]),
  ]
  return named.some((file) => isWithin(folder && realPath(folder), realPath(file)))
}

function isWithin(folder: string | null, path: string): boolean {
  if (folder === null) return false
  const way = relative(folder, path)
  return way !== '..' && !/^\.\.[\\/]/.test(way) && !isAbsolute(way)
}

/**
 * The path as the file system spells it, with links followed; the path as given if nothing is
 * there.
 */
function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return path
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

async function load<Module>(vite: ViteDevServer, path: string): Promise<Module> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Vite does not know what the
  // module exports.
  return (await vite.ssrLoadModule(path)) as Module
}
