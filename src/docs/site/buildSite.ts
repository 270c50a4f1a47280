import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import Eleventy, { type EleventyConfig, type PageData } from '@11ty/eleventy'
import { writeFonts } from './fonts.ts'
import { adaptMarkdown } from './markdown.ts'
import { addressOf, NAVIGATION } from './navigation.ts'
import { notFoundPage } from './notFoundPage.ts'
import { recipeIndex, recipePage } from './recipes/recipePages.ts'
import { RECIPES } from './recipes/recipes.ts'

const compress = promisify(brotliCompress)

const DOCS = 'src/docs'
const TEXT = /\.(?:html|css|svg)$/

/**
 * Builds the documentation into `outDir`, as it is served under `/docs/`. The current folder must
 * be the project's.
 */
export async function buildSite(outDir: string): Promise<void> {
  const titles = await pageTitles()
  await new Eleventy(DOCS, outDir, {
    quietMode: true,
    configPath: null,
    config: (config) => configure(config, titles),
  }).write()
  await writeFonts(join(outDir, 'fonts'))
  await precompress(outDir)
}

function configure(config: EleventyConfig, titles: ReadonlyMap<string, string>): void {
  config.setUseGitIgnore(false)
  config.setIncludesDirectory('site')
  config.setTemplateFormats(['md'])
  config.ignores.add(`${DOCS}/site/**`)
  config.amendLibrary('md', (markdown) => adaptMarkdown(markdown, DOCS))
  config.addPassthroughCopy({
    [`${DOCS}/site/site.css`]: 'site.css',
    [`${DOCS}/pictures`]: 'pictures',
    'e2e/pictures': 'pictures',
  })
  config.addGlobalData('layout', 'layout.njk')
  // Only Markdown: a page may show the braces of a template language.
  config.addGlobalData('templateEngineOverride', 'md')
  config.addGlobalData('sections', navigation(titles))
  config.addGlobalData('eleventyComputed', {
    title: ({ page }: PageData) => titleOf(page.rawInput),
  })
  // Called twice: global data is a function's result, and a permalink may be a function itself.
  config.addGlobalData(
    'permalink',
    () =>
      ({ page }: PageData) =>
        fileOf(page.filePathStem.slice(1)),
  )
  config.addFilter('headings', headingsOf)
  config.addTemplate('not-found.md', notFoundPage(), { permalink: '/404.html' })
  config.addTemplate('recipes/README.md', recipeIndex())
  for (const recipe of RECIPES)
    config.addTemplate(`recipes/${recipe.preset.id}.md`, recipePage(recipe), {
      within: addressOf('recipes/README'),
    })
}

/** The file of a page, in the folder of the site. */
const fileOf = (page: string): string => `${addressOf(page).replace('/docs', '')}index.html`

/** The titles of all pages in the navigation, by page. */
async function pageTitles(): Promise<ReadonlyMap<string, string>> {
  const pages = NAVIGATION.flatMap((section) => section.pages)
  const text = (page: string) =>
    page === 'recipes/README' ? recipeIndex() : readFile(join(DOCS, `${page}.md`), 'utf8')
  return new Map(
    await Promise.all(
      pages.map(async (page) => [page, page === 'README' ? 'Overview' : titleOf(await text(page))] as const),
    ),
  )
}

const navigation = (titles: ReadonlyMap<string, string>) =>
  NAVIGATION.map(({ title, pages }) => ({
    title,
    pages: pages.map((page) => ({ title: titles.get(page), address: addressOf(page) })),
  }))

const titleOf = (markdown: string): string => /^# (.+)$/m.exec(markdown)?.[1] ?? ''

/** The sections of a page, for its table of contents. */
const headingsOf = (html: string) =>
  Array.from(html.matchAll(/<h2 id="([^"]*)">(.*?)<\/h2>/g), ([, id, title]) => ({ id, html: title }))

/** Writes a `.br` file beside every text file, which the server sends to browsers that accept it. */
async function precompress(folder: string): Promise<void> {
  const files = await readdir(folder, { recursive: true })
  await Promise.all(
    files
      .filter((file) => TEXT.test(file))
      .map(async (file) => {
        const path = join(folder, file)
        await writeFile(`${path}.br`, await compress(await readFile(path)))
      }),
  )
}
