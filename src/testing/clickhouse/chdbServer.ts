import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import { text } from 'node:stream/consumers'

/*
 * ClickHouse's HTTP interface in front of chdb, which is the engine of a current ClickHouse server without a server.
 * Run as a process of its own, since the engine answers synchronously: arguments are the folder of the chdb package
 * and the folder for data. Prints its port.
 */

interface Session {
  query(sql: string, format?: string): string
}

const [packageFolder, dataFolder] = process.argv.slice(2) as [string, string]
const { Session } = createRequire(`${packageFolder}/`)('chdb') as {
  readonly Session: new (folder: string) => Session
}
const session = new Session(dataFolder)

/** What the address of a request has beside settings. */
const NO_SETTINGS = [
  'query',
  'query_id',
  'database',
  'default_format',
  'session_id',
  'enable_http_compression',
]

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url!, 'http://localhost')
  if (pathname === '/ping') {
    response.end('Ok.\n')
    return
  }
  const body = await text(request)
  const inserting = searchParams.get('query')
  const statement = (inserting ?? body).trim().replace(/;$/, '')
  const database = searchParams.get('database')
  const settings = [...searchParams].filter(([name, value]) => !NO_SETTINGS.includes(name) && value !== '')
  try {
    if (database) session.query(`USE ${database}`)
    for (const [name, value] of settings) session.query(`SET ${name} = '${value}'`)
    response.end(session.query(inserting === null ? statement : `${statement}\n${body}`))
  } catch (error) {
    const { message } = error as Error
    response.statusCode = 500
    response.setHeader('X-ClickHouse-Exception-Code', /Code: (\d+)/.exec(message)?.[1] ?? '0')
    response.end(message)
  } finally {
    for (const [name] of settings) session.query(`SET ${name} = DEFAULT`)
  }
}

// The engine has one session, so requests come one after another.
let last: Promise<void> = Promise.resolve()
const server = createServer((request, response) => {
  last = last.then(() => answer(request, response)).catch((error: unknown) => console.error(error))
})
// The engine answers synchronously, so a connection may seem to be idle for as long as a statement takes.
Object.assign(server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 })
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
