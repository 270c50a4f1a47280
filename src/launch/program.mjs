import { findBrowser } from './browser.mjs'
import { buildIfStale } from './buildIfStale.mjs'
import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { LaunchError, endWithNpm, main, say } from './run.mjs'

/** Becomes a built program other than the server, named by the first argument: the rest is for the program. */
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

/** The bench measures what it can without a browser. */
function goOnWithout(error) {
  if (!(error instanceof LaunchError)) throw error
  say(error.message)
}
