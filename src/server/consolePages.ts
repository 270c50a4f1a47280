import { serveStatic } from '@hono/node-server/serve-static'
import { Hono, type MiddlewareHandler } from 'hono'
import { firstRequest, type FirstRequestServices } from './firstRequest.ts'
import { answerError } from './http/answerError.ts'
import { methodNotAllowed, notFound } from './http/problem.ts'

const METHODS = ['GET', 'HEAD']

/** The folders of built files; null where one was not built. */
export interface BuiltFolders {
  readonly consoleFolder: string | null
  readonly docsFolder: string | null
}

/** Every address outside the API: the documentation, and the built page with its files. */
export function consolePages(
  services: BuiltFolders & FirstRequestServices,
  guards: readonly MiddlewareHandler[],
): Hono {
  const { consoleFolder: folder, docsFolder } = services
  const pages = new Hono()
  pages.onError(answerError)
  pages.use(...guards)
  if (docsFolder !== null) pages.route('/docs', docsPages(docsFolder))
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
      : notFound(`There is no file ${req.path}. Reload the page.`)
  })
  pages.get('/', async ({ req, header }, next) => {
    const first = firstRequest(new URL(req.url).searchParams, services)
    // As a header: nothing of the address gets into the page itself.
    if (first !== null) header('Link', `<${first}>; rel=preload; as=fetch; crossorigin`)
    await next()
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

/** The documentation's pages are folders, whose addresses end with a slash. */
function docsPages(folder: string): Hono {
  const docs = new Hono()
  docs.get('*', async ({ req, redirect }, next) =>
    /\/[^/.]+$/.test(req.path) ? redirect(`${req.path}/`, 301) : next(),
  )
  docs.get(
    '*',
    serveStatic({
      root: folder,
      precompressed: true,
      rewriteRequestPath: (path) => path.replace(/^\/docs/, ''),
    }),
  )
  const noSuchPage = serveStatic({ root: folder, path: '404.html' })
  docs.get('*', async (context, next) => {
    const page = await noSuchPage(context, next)
    return page && new Response(page.body, { status: 404, headers: page.headers })
  })
  docs.all('*', ({ req }) => {
    throw methodNotAllowed(req.method, METHODS)
  })
  return docs
}
