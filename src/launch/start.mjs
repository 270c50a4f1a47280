import { buildIfStale } from './buildIfStale.mjs'
import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { endWithNpm, main } from './run.mjs'

endWithNpm()
await main(async () => {
  checkNodeVersion()
  await installIfNeeded()
  await buildIfStale()
})

// A stack names lines of the source rather than of the built code.
process.setSourceMapsEnabled(true)
// In this same process, so that options, exit status and signals are the server's own.
if (!process.exitCode) await import('../../dist/server/main.js')
