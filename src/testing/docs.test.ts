import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const DOCS = join(ROOT, 'src/docs')

/** All source and documentation of the project, by path from its root. */
const FILES = new Map(
  ['README.md', ...filesIn('src'), ...filesIn('e2e')]
    .filter((path) => /\.(?:tsx?|mjs|css|md)$/.test(path) && !path.endsWith('docs.test.ts'))
    .map((path) => [path, readFileSync(join(ROOT, path), 'utf8')] as const),
)

const MENTION = /\bdocs\/([\w-]+\.md)(?:#([\w-]+))?/g
const NAMED_FILE = /`(?:\.\.?\/)*((?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)*\.(?:tsx?|mjs|css|md))`/g
const LINK = /\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)/g

const CLOUDTRAIL_SECTIONS = anchorsOf(textOf('src/docs/cloudtrail.md').replace(/^# .*/, ''))

describe('the documentation', () => {
  it('has every page and section of docs/ that code, comments and texts refer to', () => {
    const mentions = [...FILES].flatMap(([path, text]) =>
      [...text.matchAll(MENTION)].map(([named, page = '', anchor]) => ({ path, named, page, anchor })),
    )
    expect(mentions.length).toBeGreaterThan(30)
    expect(mentions.filter(({ page, anchor }) => !isThere(join(DOCS, page), anchor))).toEqual([])
  })

  it('has every file and section that its own links lead to', () => {
    const links = [...FILES]
      .filter(([path]) => path.endsWith('.md'))
      .flatMap(([path, text]) =>
        [...text.matchAll(LINK)].map(([, target = '', anchor]) => ({ path, target, anchor })),
      )
    expect(links.length).toBeGreaterThan(5)
    expect(links.filter(({ path, target, anchor }) => !isThere(targetOf(path, target), anchor))).toEqual([])
  })

  it('has every file that a README or a page of docs/ names, by the end of its path', () => {
    const named = [...FILES]
      .filter(([path]) => path.startsWith('src/') && path.endsWith('.md'))
      .flatMap(([path, text]) => [...text.matchAll(NAMED_FILE)].map(([, name = '']) => ({ path, name })))
    const tree = [...filesIn('src'), ...filesIn('e2e')]
    const isInTree = (name: string) =>
      existsSync(join(ROOT, name)) || tree.some((path) => path.endsWith(`/${name}`))
    expect(named.length).toBeGreaterThan(200)
    expect(named.filter(({ name }) => !isInTree(name))).toEqual([])
  })

  it.each([...CLOUDTRAIL_SECTIONS].filter((anchor) => anchor !== 'sources'))(
    'says of CloudTrail only what code relies on: #%s is cited',
    (anchor) => {
      const citing = [...FILES].filter(
        ([path, text]) => !path.endsWith('.md') && text.includes(`docs/cloudtrail.md#${anchor}`),
      )
      expect(citing.length).toBeGreaterThan(0)
    },
  )

  it('lists every page in its index', () => {
    const index = textOf('src/docs/README.md')
    const pages = readdirSync(DOCS).filter((name) => name.endsWith('.md') && name !== 'README.md')
    expect(pages.length).toBeGreaterThan(2)
    expect(pages.filter((name) => !index.includes(`(${name})`))).toEqual([])
  })

  it('begins with a short README', () => {
    expect(textOf('README.md').split('\n').length).toBeLessThan(120)
  })
})

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
    join(folder, name).replaceAll('\\', '/'),
  )
}

function textOf(path: string): string {
  const text = FILES.get(path)
  if (text === undefined) throw new Error(`There is no ${path}.`)
  return text
}

const targetOf = (path: string, target: string): string =>
  target === '' ? join(ROOT, path) : join(ROOT, dirname(path), target)

function isThere(file: string, anchor: string | undefined): boolean {
  return existsSync(file) && (anchor === undefined || anchorsOf(readFileSync(file, 'utf8')).has(anchor))
}

/**
 * Headings as GitHub makes anchors of them: lower case, without punctuation, hyphens for spaces.
 */
function anchorsOf(markdown: string): ReadonlySet<string> {
  return new Set(
    [...markdown.matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) =>
      title
        .toLowerCase()
        .replaceAll(/[^\p{L}\d\s-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}
