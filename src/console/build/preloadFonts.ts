import type { HtmlTagDescriptor, Plugin } from 'vite'

/** Open Sans in the weights of the first view: its name in Cloudscape's styles ends with the number of the face. */
const FACES = /open-sans-(3|5)-[^/]*\.woff2$/

/** The first view is read in its own font from the first frame on: its faces are named in `index.html`, ahead of the styles. */
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
