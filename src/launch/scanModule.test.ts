import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compiledScanModule, SCAN_MODULE_FILE } from './compileScanModule.mjs'

test('the module of cloudtrail/scan that is checked in is what its sources give', async () => {
  expect(readFileSync(SCAN_MODULE_FILE, 'utf8')).toBe(await compiledScanModule())
}, 60_000)
