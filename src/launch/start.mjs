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

// A stack names lines of the source, not of what was built of it.
process.setSourceMapsEnabled(true)
// In this very process, so that the options, the exit status and the signals are the server's own.
if (!process.exitCode) await import('../../dist/server/main.js')
