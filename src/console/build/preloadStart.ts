import type { HtmlTagDescriptor, Plugin } from 'vite'

const START = /[\\/]console[\\/]start\.tsx$/

/**
 * The page's own code is imported by a few lines that ask the first question before it. In the build it is named in
 * `index.html`, so that the browser fetches all of it at once and not after those lines have run.
 */
export function preloadStart(): Plugin {
  return {
    name: 'preload-start',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const scripts = new Set<string>()
        const styles = new Set<string>()
        const add = (fileName: string) => {
          const chunk = bundle[fileName]
          if (chunk?.type !== 'chunk' || scripts.has(fileName)) return
          scripts.add(fileName)
          chunk.viteMetadata?.importedCss.forEach((css) => styles.add(css))
          chunk.imports.forEach(add)
        }
        for (const [fileName, chunk] of Object.entries(bundle)) {
          if (chunk.type === 'chunk' && chunk.moduleIds.some((id) => START.test(id))) add(fileName)
        }
        const link = (attrs: Record<string, string>): HtmlTagDescriptor => ({
          tag: 'link',
          attrs,
          injectTo: 'head',
        })
        return [
          ...Array.from(scripts, (file) => link({ rel: 'modulepreload', href: `/${file}` })),
          ...Array.from(styles, (file) => link({ rel: 'preload', as: 'style', href: `/${file}` })),
        ]
      },
    },
  }
}
