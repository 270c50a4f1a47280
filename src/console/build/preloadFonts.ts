import type { HtmlTagDescriptor, Plugin } from 'vite'

/**
 * Open Sans in the weights of the first view: the number in the file name is that of the
 * `@font-face` in Cloudscape's styles.
 */
const FACES = /open-sans-(3|5)-[^/]*\.woff2$/

/**
 * Preloads the fonts of the first view, so that its first frame has them: `index.html` names them
 * ahead of the styles.
 */
export function preloadFonts(): Plugin {
  return {
    name: 'preload-fonts',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((file) => FACES.test(file))
          .map((file): HtmlTagDescriptor => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `/${file}`, crossorigin: true },
            injectTo: 'head',
          })),
    },
  }
}
