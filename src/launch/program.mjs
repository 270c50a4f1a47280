import { findBrowser } from './browser.mjs'
import { buildIfStale } from './buildIfStale.mjs'
import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { LaunchError, endWithNpm, main, say } from './run.mjs'

/**
 * Runs a built program other than the server. The first argument names it; the others are passed
 * on.
 */
const [name] = process.argv.splice(2, 1)

endWithNpm()
await main(async () => {
  checkNodeVersion()
  await installIfNeeded()
  if (name === 'endure') await findBrowser()
  if (name === 'bench') await findBrowser().catch(goOnWithout)
  await buildIfStale()
})

process.setSourceMapsEnabled(true)
if (!process.exitCode) await import(`../../dist/server/${name}.js`)

/** Without a browser, the bench measures the rest. */
function goOnWithout(error) {
  if (!(error instanceof LaunchError)) throw error
  say(error.message)
}
