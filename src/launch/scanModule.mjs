import { writeFileSync } from 'node:fs'
import { compiledScanModule, SCAN_MODULE_FILE } from './compileScanModule.mjs'
import { installIfNeeded } from './install.mjs'
import { checkNodeVersion } from './nodeVersion.mjs'
import { main, say } from './run.mjs'

/** Compiles the WebAssembly module that reads records; its output is checked in. */
await main(async () => {
  checkNodeVersion()
  await installIfNeeded()
  writeFileSync(SCAN_MODULE_FILE, await compiledScanModule())
  say(SCAN_MODULE_FILE)
})
