import { posix } from 'node:path'
import { addressOf } from './navigation.ts'

/** What is used of markdown-it and its tokens, which come with Eleventy. */
export interface Markdown {
  readonly core: { readonly ruler: { push(name: string, rule: (state: MarkdownState) => void): void } }
  readonly renderer: { readonly rules: Record<string, () => string> }
}

interface MarkdownState {
  readonly tokens: MarkdownToken[]
  readonly env: { readonly page?: { readonly inputPath?: string } }
}

interface MarkdownToken {
  readonly type: string
  tag: string
  readonly content: string
  readonly children: MarkdownToken[] | null
  attrs: [string, string][] | null
  attrGet(name: string): string | null
  attrSet(name: string, value: string): void
}

/**
 * Makes pages of what GitHub shows as Markdown: headings get the same anchors, links between files
 * lead to pages, and columns are aligned by classes, since the Content-Security-Policy forbids
 * style attributes.
 */
export function adaptMarkdown(markdown: Markdown, folder: string): void {
  markdown.core.ruler.push('pages', ({ tokens, env }) => {
    const file = posix.relative(folder, posix.normalize(env.page?.inputPath ?? ''))
    for (const [index, token] of tokens.entries()) {
      if (token.type === 'heading_open') token.attrSet('id', anchorOf(textOf(tokens[index + 1])))
      if (token.type === 'th_open' || token.type === 'td_open') alignByClass(token)
      if (token.type === 'th_open' && tokens[index + 1]?.content === '')
        beOrdinaryCell(token, tokens[index + 2])
      for (const child of token.children ?? []) {
        const name = child.type === 'link_open' ? 'href' : child.type === 'image' ? 'src' : null
        const target = name && child.attrGet(name)
        if (name && target) child.attrSet(name, addressFrom(file, target))
      }
    }
  })
  // A table that is wider than the page can be scrolled by keyboard.
  markdown.renderer.rules['table_open'] = () => '<div class="table" tabindex="0"><table>'
  markdown.renderer.rules['table_close'] = () => '</table></div>'
}

/** A heading's anchor as GitHub makes it: lower case, without punctuation, hyphens for spaces. */
export const anchorOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')

function textOf(inline: MarkdownToken | undefined): string {
  return (inline?.children ?? [])
    .filter(({ type }) => type === 'text' || type === 'code_inline')
    .map(({ content }) => content)
    .join('')
}

function alignByClass(token: MarkdownToken): void {
  const align = /text-align:(\w+)/.exec(token.attrGet('style') ?? '')?.[1]
  token.attrs = align === undefined ? null : [['class', align]]
}

/** An empty header names nothing. */
function beOrdinaryCell(...ends: readonly (MarkdownToken | undefined)[]): void {
  for (const end of ends) if (end) end.tag = 'td'
}

/** The address on the site of what a file links to. Throws for files that the site does not have. */
function addressFrom(file: string, target: string): string {
  if (/^(?:https?:|#|\/)/.test(target)) return target
  const [path = '', anchor] = target.split('#')
  const named = posix.join(posix.dirname(file), path)
  const page = /^(?!\.\.)(.*)\.md$/.exec(named)?.[1]
  if (page !== undefined) return addressOf(page) + (anchor === undefined ? '' : `#${anchor}`)
  if (named === 'openapi.json') return '/api/openapi.json'
  const picture = /(?:^|\/)(pictures\/[\w.-]+)$/.exec(named)?.[1]
  if (picture !== undefined) return `/docs/${picture}`
  throw new Error(`${file} links to ${target}, which is not part of the documentation.`)
}
