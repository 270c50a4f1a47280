import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EVERYTHING } from '../../filter/filter.ts'
import { readFilter } from '../../filter/params.ts'
import { PRESETS } from '../../filter/presets/presets.ts'
import { parseFilterText } from '../../filter/text.ts'
import { buildSite } from './buildSite.ts'
import { RECIPE_TEXTS } from './recipes/recipeTexts.ts'

let folder: string
/** The pages by address: `/docs/start/`. */
let pages: ReadonlyMap<string, string>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-site-'))
  await buildSite(relative(process.cwd(), folder))
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.html'))
  pages = new Map(
    files.map((file) => [
      `/docs/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`,
      readFileSync(join(folder, file), 'utf8'),
    ]),
  )
})
afterAll(() => rm(folder, { recursive: true }))

const linksIn = (html: string): readonly string[] =>
  Array.from(html.matchAll(/ (?:href|src)="([^"]*)"/g), ([, link = '']) => link.replaceAll('&amp;', '&'))

function isThere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const address = path === '' ? page : path
  if (!address.startsWith('/docs/')) return ['/', '/icon.svg', '/api/openapi.json'].includes(address)
  const html = pages.get(address)
  if (html === undefined)
    return !address.endsWith('/') && existsSync(join(folder, address.slice('/docs/'.length)))
  return anchor === undefined || html.includes(` id="${anchor}"`)
}

test('every link and picture of every page works', () => {
  const links = [...pages].flatMap(([page, html]) => linksIn(html).map((link) => ({ page, link })))
  const local = links.filter(({ link }) => !link.startsWith('https://') && !link.startsWith('/?'))
  expect(local.length).toBeGreaterThan(1000)
  expect(local.filter(({ page, link }) => !isThere(page, link))).toEqual([])
})

test('every page has its own heading, and nothing that the Content-Security-Policy forbids', () => {
  const headings = [...pages.values()].map((html) => html.match(/<h1[^>]*>.*?<\/h1>/g) ?? [])
  expect(headings.filter(({ length }) => length !== 1)).toEqual([])
  expect(new Set(headings.flat()).size).toBe(pages.size)
  const forbidden = /<script|<style| style="| on\w+="|(?:src|href)="(?:http:|data:|\/\/)/
  expect([...pages].filter(([, html]) => forbidden.test(html)).map(([page]) => page)).toEqual([])
})

test('every preset has a recipe with a link that opens its filter', () => {
  expect(Object.keys(RECIPE_TEXTS).toSorted()).toEqual(PRESETS.map(({ id }) => id).toSorted())
  for (const { id } of PRESETS) {
    const html = pages.get(`/docs/recipes/${id}/`) ?? ''
    const shown = /<code class="language-text">([^<]*)\n<\/code>/.exec(html)?.[1] ?? ''
    const link = linksIn(html).find((each) => each.startsWith('/?')) ?? ''
    const linked = readFilter(new URLSearchParams(link.slice(1)), ['order'])
    expect(linked, id).not.toEqual(EVERYTHING)
    expect(
      parseFilterText(shown.replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')),
      id,
    ).toEqual(linked)
  }
})
