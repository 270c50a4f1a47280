#!/usr/bin/env node
import { checkNodeVersion } from './nodeVersion.mjs'
import { endWithNpm, main } from './run.mjs'

/** `npx event-history-console`: the built server, with nothing to install or build. */
endWithNpm()
await main(async () => checkNodeVersion())

// In this same process, so that options, exit status and signals are the server's own.
if (!process.exitCode) await import('../../dist/server/main.js')
