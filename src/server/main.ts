import { listen } from './http/listen.ts'
import { reportReading } from './live-account/accountReport.ts'
import { reportLoading } from './loadingReport.ts'
import { openConsole, refusalOf, type OpenedConsole } from './open.ts'
import { parseOptions, USAGE } from './options.ts'
import { SECURITY_HEADERS } from './http/security.ts'

declare const __VERSION__: string

/**
 * `npm start`: reads the options, opens the store, listens, loads. If it cannot start, it prints
 * one sentence and exits with status 1.
 */
async function main(): Promise<void> {
  const [command, ...given] = process.argv.slice(2)
  if (command === 'verify') {
    const { verify } = await import('./evidence/verifyCommand.ts')
    process.exitCode = await verify(given)
    return
  }
  if (command === 'validate') {
    const { validateCommand } = await import('./integrity/validateCommand.ts')
    process.exitCode = await validateCommand(given)
    return
  }
  const options = parseOptions(process.argv.slice(2))
  if (options.help) return console.log(USAGE)
  if (options.version) return console.log(__VERSION__)
  // First the port, which may be taken; then the store, which may take a while.
  let opened: OpenedConsole | undefined
  const starting = () =>
    new Response('Event History Console is starting. This page reloads by itself.', {
      status: 503,
      // A browser follows Refresh, other clients Retry-After.
      headers: { ...SECURITY_HEADERS, 'Retry-After': '1', Refresh: '1' },
    })
  const server = await listen(
    options,
    (request, bindings) => opened?.app.fetch(request, bindings) ?? starting(),
  )
  let isStopping = false
  const stop = () => {
    // A terminal may send several signals at once, and the end of npm is another.
    if (isStopping) return
    isStopping = true
    setTimeout(() => process.exit(0), 5000).unref()
    server.closeAllConnections()
    server.close()
    void Promise.resolve(opened?.close()).then(() => process.exit(0))
  }
  // SIGHUP is a closed terminal, also on Windows; SIGBREAK is Ctrl-Break there. A process that
  // Windows ends from outside receives nothing.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK']) process.on(signal, stop)
  opened = await openConsole(options)
  console.log(`Event History Console: http://${hostInUrl(options.host)}:${server.port}/`)
  if (!opened.liveAccount) return reportLoading(opened)
  opened.liveAccount.start()
  await reportReading(opened.liveAccount)
}

function hostInUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

main().catch((error: unknown) => {
  console.error(refusalOf(error) ?? error)
  process.exit(1)
})
