import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** A folder that Vite must be allowed to serve, and one that it need not. */
const [OPEN, CLOSED] = [join(ROOT, 'node_modules/.cache'), join(ROOT, 'test-results')]
const PATIENCE_MS = 120_000

/** Every file of the engine has this in its header. */
const ENGINES_MARK = 'DUCK'
const SECRET = 'what-only-the-log-file-says'

let store: string
let logFiles: string
let port: number

const started: ChildProcess[] = []

beforeAll(async () => {
  for (const folder of [OPEN, CLOSED]) await mkdir(folder, { recursive: true })
  store = await mkdtemp(join(OPEN, 'dev-server-'))
  logFiles = await mkdtemp(join(CLOSED, 'dev-server-'))
  const record = { eventVersion: '1.08', eventID: SECRET, eventName: 'A' }
  await writeFile(join(logFiles, 'one.json'), JSON.stringify({ Records: [record] }))
  const server = dev('--port', '0', '--data', store, logFiles)
  port = await new Promise((found, reject) => {
    void server.ended.then(({ output }) => reject(new Error(`It ended before it served: ${output}`)))
    server.onOutput((output) => {
      const [, number] = /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)\//.exec(output) ?? []
      if (number) found(Number(number))
    })
  })
}, PATIENCE_MS)

afterAll(async () => {
  await Promise.all(
    started.map(async (child) => {
      if (child.kill()) await once(child, 'close')
    }),
  )
  for (const folder of [store, logFiles]) await rm(folder, { recursive: true })
})

test('the page, its packages and the API are served', async () => {
  expect(await answerTo('/')).toMatchObject({ status: 200, body: /src="\/src\/console\/main\.ts"/ })
  expect(await answerTo('/src/console/main.ts')).toMatchObject({ status: 200 })
  expect(await answerTo('/@vite/client')).toMatchObject({ status: 200 })
  expect(await answerTo(`/@fs${join(ROOT, 'node_modules/hono/package.json')}`)).toMatchObject({ status: 200 })
  expect(await answerTo('/api/status')).toMatchObject({ status: 200, body: /"source":"log-files"/ })
})

describe('the event data store is not served', () => {
  const ways: Readonly<Record<string, (path: string) => string>> = {
    'by its path': (path) => `/${path}`,
    'by its whole path': (path) => `/@fs/${ROOT}${path}`,
    'as a module': (path) => `/${path}?import`,
    'as a text': (path) => `/${path}?raw`,
    'as a text by its whole path': (path) => `/@fs${ROOT}${path}?import&raw`,
    'as an address': (path) => `/${path}?url&inline`,
    'as an address by its whole path': (path) => `/@fs${ROOT}${path}?import&inline`,
    'by its ID': (path) => `/@id/${ROOT}${path}?raw`,
    'in escapes': (path) => `/${path.replace('log-files', '%6c%6fg-files')}`,
    'from another folder': (path) => `/src/../${path}`,
    'from another folder, in escapes': (path) => `/src/%2e%2e%2f${path}`,
    'behind two slashes': (path) => `//${path}`,
  }
  test.each(Object.keys(ways))('%s', async (way) => {
    const path = inProject(join(store, 'log-files.duckdb'))
    const { body } = await answerTo(ways[way]!(path))
    expect(body).not.toContain(ENGINES_MARK)
    // The mark begins at the ninth byte; three bytes are four letters.
    expect(body).not.toContain(Buffer.from(ENGINES_MARK.slice(1)).toString('base64'))
  })
})

test('log files in the project are not served', async () => {
  const path = inProject(join(logFiles, 'one.json'))
  for (const target of [`/${path}`, `/@fs/${ROOT}${path}`, `/${path}?raw`, `/${path}?import`])
    expect((await answerTo(target)).body, target).not.toContain(SECRET)
})

test('a page of another site gets nothing', async () => {
  for (const path of ['/src/console/main.ts', '/api/status']) {
    const { headers } = await answerTo(path, { Origin: 'http://localhost:1' })
    expect(headers['access-control-allow-origin'], path).toBeUndefined()
  }
  expect(await answerTo('/src/console/main.ts', { Host: 'evil.example' })).toMatchObject({ status: 403 })
})

test.each([
  ['--host', '0.0.0.0', '--token', '0123456789abcdef'],
  ['--token', '0123456789abcdef'],
])('%s %s ends with one sentence that names the command for it', async (...options) => {
  const { status, output } = await dev(...options, '--in-memory', logFiles).ended
  expect(status).toBe(1)
  expect(output.trim().split('\n')).toEqual([expect.stringContaining('npm start -- --host')])
})

test('what stops npm start stops npm run dev with the same sentence', async () => {
  const file = join(logFiles, 'one.json')
  const { status, output } = await dev('--data', file, logFiles).ended
  expect(status).toBe(1)
  expect(output).toBe(`${file} is not a folder. Choose another --data folder.\n`)
})

function inProject(path: string): string {
  return relative(ROOT, path).replaceAll('\\', '/')
}

function dev(...options: readonly string[]) {
  // Without what marks this process as a test.
  const { VITEST: _, NODE_ENV: __, ...env } = process.env
  const child = spawn(process.execPath, [join(ROOT, 'src/launch/dev.mjs'), ...options], {
    cwd: ROOT,
    env: { ...env, NO_COLOR: '1' },
  })
  started.push(child)
  let output = ''
  let tell = (_output: string) => {}
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => tell((output += text)))
  return {
    onOutput: (listener: (output: string) => void) => void (tell = listener),
    ended: once(child, 'close').then(() => ({ status: child.exitCode, output })),
  }
}

/** Sends the request target unchanged. */
function answerTo(target: string, headers: Readonly<Record<string, string>> = {}) {
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>(
    (resolve, reject) => {
      request({ host: '127.0.0.1', port, path: target, headers }, (response) => {
        let body = ''
        response.setEncoding('latin1').on('data', (text: string) => (body += text))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        )
      })
        .on('error', reject)
        .end()
    },
  )
}
