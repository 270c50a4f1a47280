import { buildIfStale } from './build.mjs'
import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { endWithNpm, main } from './run.mjs'

/** Becomes a built program other than the server, named by the first argument: the rest is for the program. */
const [name] = process.argv.splice(2, 1)

endWithNpm()
await main(async () => {
  checkNodeVersion()
  await installIfNeeded()
  await buildIfStale()
})

if (!process.exitCode) await import(`../../dist/server/${name}.js`)
