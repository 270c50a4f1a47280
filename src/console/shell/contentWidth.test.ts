import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CONTENT_WIDTHS } from './contentWidth.ts'

test('style sheets ask for the widths that the content says, and for each of them', () => {
  const folder = join(import.meta.dirname, '..')
  const asked = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css'))
    .flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/\[data-narrower-than-(\d+)\]/g)].map(
        ([, width]) => Number(width),
      ),
    )
  expect([...new Set(asked)].toSorted((a, b) => a - b)).toEqual(CONTENT_WIDTHS)
})
