import { writeFileSync } from 'node:fs'
import { compiled, fileOf, MODULES } from './compileModules.mjs'
import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { main, say } from './run.mjs'

/** Compiles the WebAssembly modules; their output is checked in. */
await main(async () => {
  checkNodeVersion()
  await installIfNeeded()
  for (const module of MODULES) {
    writeFileSync(fileOf(module), await compiled(module))
    say(fileOf(module))
  }
})
