import { join } from 'node:path'
import { buildSiteIfStale } from './buildIfStale.mjs'
import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { LaunchError, ROOT, endWithNpm, main, say } from './run.mjs'

endWithNpm()
await main(async () => {
  checkNodeVersion()
  await installIfNeeded()
  await buildSiteIfStale()
  const { createServer } = await import('vite')
  // The plugin in devServer.ts reads the options, with the server's own parser.
  const vite = await createServer({ root: ROOT })
  try {
    await vite.listen()
  } catch (error) {
    await vite.close()
    throw new LaunchError(`The console could not be started: ${error.message}.`)
  }
  vite.watcher.on('change', (path) => {
    if (path.startsWith(join(ROOT, 'src/docs'))) buildSiteIfStale().catch(({ message }) => say(message))
  })
  vite.printUrls()
})
