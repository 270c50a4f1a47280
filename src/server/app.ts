import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { PROBLEMS, STATUS, type ProblemsResponse, type StatusResponse } from '../api/status.ts'
import {
  StoreInterrupted,
  QueryTimeoutError,
  QueryMemoryError,
  UnknownState,
  type EventStore,
} from '../store/eventStore.ts'
import type { AccountFeed } from './account/accountFeed.ts'
import { accountRoutes } from './operations/accountRoutes.ts'
import { downloadRoutes } from './operations/downloadEvents.ts'
import { eventRoutes } from './operations/eventRoutes.ts'
import { JsonFileError, type JsonFile } from './kept/jsonFile.ts'
import type { LogFileLoader } from './loading/logFileLoader.ts'
import { logFileRoutes } from './operations/logFileRoutes.ts'
import type { NotesFile } from './kept/notesFile.ts'
import { notesRoutes } from './operations/notesRoutes.ts'
import type { Pace } from './http/pace.ts'
import { answerProblem, methodNotAllowed, notFound, ProblemError, tellTerminal } from './http/problem.ts'
import { printAsOf, RequestParams } from './operations/question.ts'
import type { SavedViews } from './kept/savedViews.ts'
import { sameSiteOnly, securityHeaders, tokenRequired } from './http/security.ts'
import { viewRoutes } from './operations/viewRoutes.ts'

/** What the server serves from. */
export interface Services {
  readonly store: EventStore
  readonly loader: LogFileLoader
  readonly notes: NotesFile
  /** The simulated account; null where log files are shown. */
  readonly feed: Pick<AccountFeed, 'act' | 'notStored'> | null
  readonly views: JsonFile<SavedViews>
  readonly source: StatusResponse['source']
  readonly version: string
  readonly host: string
  readonly token: string | null
  readonly now: () => number
  /** How fast the body of every request must come. */
  readonly bodyPace: Pace
  /** Where the built console lies; null serves the API alone. */
  readonly consoleFolder: string | null
}

/** The whole server as a function from request to response. */
export function createApp({
  store,
  loader,
  notes,
  feed,
  views,
  source,
  version,
  host,
  token,
  now,
  bodyPace,
  consoleFolder,
}: Services): Hono {
  const app = new Hono()
  app.onError((error, context) => {
    if (error instanceof ProblemError) {
      if (error.cause !== undefined && !context.req.raw.signal.aborted) tellTerminal(error.cause)
      return answerProblem(context, error.problem, error.headers)
    }
    if (error instanceof UnknownState)
      return answerProblem(context, {
        title: 'Unknown state',
        status: 410,
        detail: `${error.message} Ask again without asOf and nextToken.`,
        field: context.req.query('nextToken') === undefined ? 'asOf' : 'nextToken',
      })
    if (error instanceof QueryTimeoutError)
      return answerProblem(context, { title: 'Took too long', status: 503, detail: error.message })
    if (error instanceof QueryMemoryError)
      return answerProblem(context, { title: 'Took too much memory', status: 503, detail: error.message })
    if (error instanceof StoreInterrupted)
      return answerProblem(
        context,
        { title: 'Ask again', status: 503, detail: error.message },
        { 'Retry-After': '1' },
      )
    if (error instanceof JsonFileError)
      return answerProblem(context, { title: 'Not kept', status: 507, detail: `${error.message}.` })
    if (context.req.raw.signal.aborted) return context.body(null, 408)
    console.error(error)
    return answerProblem(context, {
      title: 'Something went wrong',
      status: 500,
      detail:
        'The request could not be answered because of a fault in the console. Nothing that is stored was changed by it: ask again, and if that fails too, end the console and start it again. Its terminal says what happened.',
    })
  })
  app.use(securityHeaders())
  app.use(sameSiteOnly(host))
  if (token !== null) app.use(tokenRequired(token, now))

  app.get(STATUS, async (context) => {
    const asOf = store.asOf(now())
    return context.json<StatusResponse>({
      version,
      source,
      ...(await store.summary(asOf)),
      loading: loader.status,
      notStored: loader.notStored ?? feed?.notStored ?? null,
      asOf: printAsOf(asOf),
    })
  })
  app.get(PROBLEMS, async (context) => {
    const params = new RequestParams(context.req.url, ['offset', 'limit'])
    const offset = params.number('offset', 0, 0, Number.MAX_SAFE_INTEGER)
    const problems = await store.problems(offset, params.number('limit', 100, 1, 1000))
    return context.json<ProblemsResponse>({ report: await store.loadReport(), ...problems })
  })
  app.route('/', downloadRoutes(store, notes, now))
  app.route('/', eventRoutes(store, notes, now))
  app.route('/', notesRoutes(store, notes, bodyPace))
  app.route('/', logFileRoutes(loader.uploads, bodyPace))
  app.route('/', accountRoutes(feed))
  app.route('/', viewRoutes(views, bodyPace))
  const methods = allowedMethods(app)
  app.all('/api/*', (context) => {
    const allowed = methods(context.req.path)
    throw allowed.length > 0
      ? methodNotAllowed(context.req.method, allowed)
      : notFound(`There is no operation ${context.req.method} ${context.req.path}: the README lists them.`)
  })
  if (consoleFolder !== null) {
    const page = ['GET', 'HEAD']
    app.get(
      '/assets/*',
      serveStatic({
        root: consoleFolder,
        precompressed: true,
        onFound: (_, context) => context.header('Cache-Control', 'public, max-age=31536000, immutable'),
      }),
    )
    app.all('/assets/*', async ({ req, env }) => {
      const isThere =
        !page.includes(req.method) &&
        (await app.request(req.raw.url, { method: 'HEAD', headers: req.raw.headers }, env)).ok
      throw isThere
        ? methodNotAllowed(req.method, page)
        : notFound(`There is no file ${req.path}: load the page anew.`)
    })
    app.get('*', serveStatic({ root: consoleFolder }))
    // Every other address is a view of the console; its path is never one of a file (an event's ID may hold `../`).
    app.get('*', serveStatic({ root: consoleFolder, path: 'index.html' }))
    app.all('*', ({ req }) => {
      throw methodNotAllowed(req.method, page)
    })
  }
  return app
}

/** The methods that the operations at a path take, asked of the very routes that answer them. */
function allowedMethods(app: Hono): (path: string) => readonly string[] {
  const operations = app.routes.filter(({ path, method }) => path.startsWith('/api/') && method !== 'ALL')
  return (path) =>
    [...new Set(operations.map(({ method }) => method))]
      .filter((method) => app.router.match(method, path)[0].some(([[, route]]) => operations.includes(route)))
      .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
}
