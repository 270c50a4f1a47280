import { readFile } from 'node:fs/promises'
import type { Plugin } from 'vite'

const STYLES = /@cloudscape-design[\\/]global-styles[\\/]index\.css$/
const INLINE_FONT = /url\(['"]?data:font\/woff2;(?:charset=[\w-]+;)?base64,([A-Za-z0-9+/=]+)['"]?\)/g

/**
 * Cloudscape's global styles hold eight fonts as base64 text, which blocks the first paint and
 * needs `font-src data:`. In the build they become files: only the weights in use are loaded, and
 * the Content-Security-Policy stays strict.
 */
export function cloudscapeFonts(): Plugin {
  return {
    name: 'cloudscape-fonts',
    apply: 'build',
    enforce: 'pre',
    async load(id) {
      if (!STYLES.test(id)) return null
      const css = await readFile(id, 'utf8')
      let number = 0
      return css.replaceAll(INLINE_FONT, (_whole, base64: string) => {
        number += 1
        const reference = this.emitFile({
          type: 'asset',
          name: `open-sans-${number}.woff2`,
          source: Buffer.from(base64, 'base64'),
        })
        // Vite replaces this placeholder with the final address of the asset.
        return `url(__VITE_ASSET__${reference}__)`
      })
    },
  }
}
