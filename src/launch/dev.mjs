import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { LaunchError, ROOT, endWithNpm, main } from './run.mjs'

endWithNpm()
await main(async () => {
  checkNodeVersion()
  await installIfNeeded()
  const { createServer } = await import('vite')
  // The plugin in devServer.ts reads the options, with the server's own parser.
  const vite = await createServer({ root: ROOT })
  try {
    await vite.listen()
  } catch (error) {
    await vite.close()
    throw new LaunchError(`The console could not be served: ${error.message}.`)
  }
  vite.printUrls()
})
