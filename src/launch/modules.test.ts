import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compiled, fileOf, MODULES } from './compileModules.mjs'

test.each(MODULES)(
  'the module of $folder that is checked in is what its sources give',
  async (module) => {
    expect(readFileSync(fileOf(module), 'utf8')).toBe(await compiled(module))
  },
  60_000,
)
