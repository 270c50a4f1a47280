import { serve } from '@hono/node-server'
import { StoreError } from '../store/duckdb/storeError.ts'
import { reportLoading } from './loadingReport.ts'
import { openConsole, type OpenedConsole } from './open.ts'
import { OptionsError, parseOptions, USAGE, type ConsoleOptions } from './options.ts'

declare const __VERSION__: string

/** `npm start`: reads the options, opens the store, listens, loads. Every refusal is one sentence and exit status 1. */
async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2))
  if (options.help) return console.log(USAGE)
  if (options.version) return console.log(__VERSION__)
  // First the port, which may be taken; then the store, which may take a while.
  let opened: OpenedConsole | undefined
  const starting = () => new Response('Starting', { status: 503, headers: { 'Retry-After': '1' } })
  const server = await listen(options, (request) => opened?.app.fetch(request) ?? starting())
  const stop = () => {
    setTimeout(() => process.exit(0), 5000).unref()
    server.closeAllConnections()
    server.close()
    void Promise.resolve(opened?.close()).then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  opened = await openConsole(options)
  console.log(`Event History Console: http://${hostInUrl(options.host)}:${server.port}/`)
  await reportLoading(opened)
}

interface Listening {
  readonly port: number
  close(): void
  closeAllConnections(): void
}

function listen(
  options: ConsoleOptions,
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port: options.port, hostname: options.host }, ({ port }) =>
      resolve({
        port,
        close: () => server.close(),
        closeAllConnections: () => 'closeAllConnections' in server && server.closeAllConnections(),
      }),
    )
    // A client may send slowly, but not for ever; a download may be read slowly.
    if ('headersTimeout' in server) server.headersTimeout = 20_000
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new OptionsError(whyNotListening(error, options))),
    )
  })
}

function whyNotListening({ code, message }: NodeJS.ErrnoException, { host, port }: ConsoleOptions): string {
  if (code === 'EADDRINUSE')
    return `Port ${port} on ${host} is in use: stop what listens there, or give another --port (0 takes any free one).`
  if (code === 'EACCES') return `Port ${port} on ${host} may not be used: give a --port above 1023.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `${host} is not an address of this machine: give another --host.`
  return `The console cannot listen on ${host}:${port}: ${message}.`
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

main().catch((error: unknown) => {
  console.error(error instanceof OptionsError || error instanceof StoreError ? error.message : error)
  process.exit(1)
})
