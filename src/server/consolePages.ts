import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import { answerError } from './http/answerError.ts'
import { methodNotAllowed, notFound } from './http/problem.ts'

const METHODS = ['GET', 'HEAD']

/**
 * Every address outside the API: the built page and its files. Without a folder nothing is found.
 */
export function consolePages(folder: string | null, guards: readonly MiddlewareHandler[]): Hono {
  const pages = new Hono()
  pages.onError(answerError)
  pages.use(...guards)
  if (folder === null) return pages
  pages.get(
    '/assets/*',
    serveStatic({
      root: folder,
      precompressed: true,
      onFound: (_, context) => context.header('Cache-Control', 'public, max-age=31536000, immutable'),
    }),
  )
  pages.all('/assets/*', async ({ req, env }) => {
    const isThere =
      !METHODS.includes(req.method) &&
      (await pages.request(req.raw.url, { method: 'HEAD', headers: req.raw.headers }, env)).ok
    throw isThere
      ? methodNotAllowed(req.method, METHODS)
      : notFound(`There is no file ${req.path}: load the page anew.`)
  })
  pages.get('*', serveStatic({ root: folder }))
  // Every other address is a view of the console. Its path is never used as a file's (an event's ID
  // may contain `../`).
  pages.get('*', serveStatic({ root: folder, path: 'index.html' }))
  pages.all('*', ({ req }) => {
    throw methodNotAllowed(req.method, METHODS)
  })
  return pages
}
