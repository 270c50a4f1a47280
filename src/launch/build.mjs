import { buildIfStale } from './buildIfStale.mjs'
import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { main, say } from './run.mjs'

await main(async () => {
  checkNodeVersion()
  await installIfNeeded()
  await buildIfStale()
  say('dist is up to date.')
})
