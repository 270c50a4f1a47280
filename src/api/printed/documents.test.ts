import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { documents } from './documents.ts'

test.each(Object.keys(documents()))('src/docs/%s is what the operations print: npm run docs', (name) => {
  expect(readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')).toBe(documents()[name])
})
