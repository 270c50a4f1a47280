import { buildIfStale } from './build.mjs'
import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { endWithNpm, main } from './run.mjs'

endWithNpm()
await main(async () => {
  checkNodeVersion()
  await installIfNeeded()
  await buildIfStale()
})

if (!process.exitCode) await import('../../dist/server/bench.js')
