import { Hono } from 'hono'
import { awsApi } from './awsApi.ts'
import { consoleApi } from './consoleApi.ts'
import { consolePages } from './consolePages.ts'
import { answerError } from './http/answerError.ts'
import { sameSiteOnly, securityHeaders, tokenRequired } from './http/security.ts'
import type { Services } from './services.ts'

/** The whole server as a function from request to response. */
export function createApp(services: Services): Hono {
  const { host, readers, now } = services
  // Shared by both, so that they count the same wrong tokens.
  const guards = [
    securityHeaders(),
    sameSiteOnly(host),
    ...(readers.length === 0 ? [] : [tokenRequired(readers, now)]),
  ]
  const app = new Hono()
  app.onError(answerError)
  // Clients of AWS sign with a token, so they need not send it.
  app.use(sameSiteOnly(host), awsApi(services))
  return app.route('/', consoleApi(services, guards)).route('/', consolePages(services, guards))
}
