import { getRequestListener } from '@hono/node-server'
import type { Plugin, ViteDevServer } from 'vite'

type Server = typeof import('../server/open.ts')
type Options = typeof import('../server/options.ts')

/** The opened console, and the code that opened it. */
interface Opened {
  readonly by: Server['openConsole']
  readonly console: ReturnType<Server['openConsole']>
}

// Outlives a restart of Vite, so that the store is closed before it is opened again.
const kept: typeof globalThis & { openedConsole?: Opened | undefined } = globalThis

/**
 * Serves the API inside Vite's own process, from the sources as they are: an edit of the server is live on the next
 * request. The store stays open until the server's own code is edited.
 */
export function devServer(): Plugin {
  return {
    name: 'event-history-console',
    apply: 'serve',
    // What is written while it runs is no source: builds, the store, test results.
    config: () => ({
      server: { watch: { ignored: ['**/dist/**', '**/.event-history/**', '**/test-results/**'] } },
    }),
    async configureServer(vite) {
      if (process.env['VITEST']) return
      const options = chosen(await load<Options>(vite, '/src/server/options.ts'))
      Object.assign(vite.config.server, { host: options.host, port: options.port, strictPort: true })

      const opened = async () => {
        const { openConsole } = await load<Server>(vite, '/src/server/open.ts')
        if (kept.openedConsole?.by !== openConsole) {
          const before = kept.openedConsole?.console
          kept.openedConsole = {
            by: openConsole,
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
        if (request.url?.startsWith('/api/')) void listener(request, response)
        else next()
      })
      await opened()
    },
  }
}

/** What the command line asks; `--help` and what cannot be followed end the command here. */
function chosen({ OptionsError, USAGE, parseOptions }: Options) {
  try {
    const options = parseOptions(process.argv.slice(2))
    if (!options.help) return options
    console.log(USAGE)
    return process.exit(0)
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error
    console.error(error.message)
    return process.exit(1)
  }
}

async function load<Module>(vite: ViteDevServer, path: string): Promise<Module> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Vite does not know what the module exports.
  return (await vite.ssrLoadModule(path)) as Module
}
