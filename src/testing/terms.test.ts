import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'

const SRC = join(import.meta.dirname, '..')
const TERMS = readFileSync(join(SRC, 'docs/terms.md'), 'utf8')
const NEVER = Array.from(
  TERMS.split('## Never written')[1]!.matchAll(/^- `([^`]+)`$/gm),
  ([, phrase = '']) => phrase,
)
const PRODUCT = /^(?:account|api|console|docs|filter|ingest|server|sources|store)\//
const NEVER_SHOWN = /\.test\.|\.d\.ts$|\/(?:testing|contract)\/|\/migrations\.ts$/

/** The texts of the product by their files: strings with more than one word, and pages. */
const TEXTS = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => PRODUCT.test(file) && !NEVER_SHOWN.test(file))
  .flatMap((file) => textsOf(file).map((text) => ({ file, text })))

function textsOf(file: string): readonly string[] {
  const content = () => readFileSync(join(SRC, file), 'utf8')
  if (/\.tsx?$/.test(file)) return stringsIn(parseSync(file, content()).program)
  const isPage = file.startsWith('docs/') && file.endsWith('.md') && file !== 'docs/terms.md'
  return isPage ? [content()] : []
}

function stringsIn(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(stringsIn)
  if (typeof node !== 'object' || node === null) return []
  const { type, value } = node as { readonly type?: string; readonly value?: unknown }
  if ((type === 'Literal' || type === 'JSXText') && typeof value === 'string') return [value]
  if (type === 'TemplateElement') return [(value as { readonly raw: string }).raw]
  return Object.values(node).flatMap(stringsIn)
}

test('no text of the product has a phrase that the terms rule out', () => {
  expect(NEVER.length).toBeGreaterThan(10)
  expect(TEXTS.length).toBeGreaterThan(2000)
  // A text may be broken into lines.
  const ruledOut = new RegExp(`\\b(?:${NEVER.join('|').replaceAll(' ', String.raw`\s+`)})\\b`, 'i')
  expect(TEXTS.filter(({ text }) => ruledOut.test(text))).toEqual([])
})
