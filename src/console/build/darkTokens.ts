import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const ASKED = 'virtual:dark-tokens.css'
const OURS = fileURLToPath(new URL('../ui/designTokens.ts', import.meta.url))
const CLOUDSCAPE = fileURLToPath(
  new URL('../../../node_modules/@cloudscape-design/components/internal/', import.meta.url),
)

/**
 * The dark values of the Cloudscape colours that our own styles use, for what is drawn before
 * Cloudscape's styles have loaded. Light needs no such help: each token falls back to its light
 * value.
 */
export function darkTokens(): Plugin {
  return {
    name: 'dark-tokens',
    resolveId: (id) => (id === ASKED ? `\0${ASKED}` : null),
    async load(id) {
      if (id !== `\0${ASKED}`) return null
      const [ours, tokens, styles] = await Promise.all([
        readFile(OURS, 'utf8'),
        readFile(`${CLOUDSCAPE}generated/styles/tokens.js`, 'utf8'),
        readFile(`${CLOUDSCAPE}base-theme/styles.scoped.css`, 'utf8'),
      ])
      const names = Array.from(ours.matchAll(/\btokens\.(\w+)/g), ([, token]) =>
        propertyOf(tokens, token ?? ''),
      )
      const always = declarationsOf(styles, '\n  body {')
      const dark = declarationsOf(styles, '.awsui-dark-mode:not(#\\9) {')
      const lines = names.flatMap((name) =>
        dark.has(name) ? [`${name}: ${resolve(name, dark, always)};`] : [],
      )
      return `.awsui-dark-mode {\n${lines.join('\n')}\n}`
    },
  }
}

function propertyOf(tokens: string, token: string): string {
  const name = new RegExp(`\\b${token} = "var\\((--[\\w-]+)`).exec(tokens)?.[1]
  if (name === undefined)
    throw new Error(`Cloudscape has no design token ${token} in the form that is expected.`)
  return name
}

function declarationsOf(styles: string, opening: string): ReadonlyMap<string, string> {
  const start = styles.indexOf(opening)
  if (start < 0)
    throw new Error(`Cloudscape's styles have no rule “${opening}”: its tokens are elsewhere now.`)
  const rule = styles.slice(start + opening.length, styles.indexOf('}', start))
  return new Map(
    Array.from(rule.matchAll(/(--[\w-]+):\s*([^;]+);/g), ([, name = '', value = '']) => [name, value]),
  )
}

/** The value with its references resolved. */
function resolve(
  name: string,
  dark: ReadonlyMap<string, string>,
  always: ReadonlyMap<string, string>,
): string {
  const value = dark.get(name) ?? always.get(name) ?? 'initial'
  return value.replace(/var\((--[\w-]+)[^)]*\)/g, (_whole, other: string) => resolve(other, dark, always))
}
