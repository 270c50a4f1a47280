import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import manifest from '../package.json' with { type: 'json' }
import { SERVER, npmStart, runToEnd, startingConsole } from '../src/testing/runningConsole.ts'
import { expect, test } from './fixtures.ts'
import { record, writeLogFile } from './logFiles.ts'

const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url))
const START = fileURLToPath(new URL('../src/launch/start.mjs', import.meta.url))

/** It may have ended before its file was loaded, or just behind that. */
const LOADING_OR_LOADED = expect.stringMatching(/^(?:Loading: [^\n]*\n)*(?:Loaded [^\n]*\n)?$/)

test('says where it serves in its last start-up line, serves there, and ends with status 0 on SIGTERM', async ({
  logFileOf,
  ownServerWith,
}) => {
  const server = await ownServerWith('--in-memory', await logFileOf([record(1)]))
  expect(server.output().trimEnd().split('\n').at(-1)).toBe(`Event History Console: ${server.origin}/`)
  const status = await fetch(`${server.origin}/api/status`)
  expect(status.status).toBe(200)
  expect(await status.json()).toMatchObject({ source: 'log-files', version: manifest.version })
  expect(await server.stop('SIGTERM')).toMatchObject({ status: 0, stderr: LOADING_OR_LOADED })
})

test('ends with status 0 on Ctrl-C', async ({ logFileOf, ownServerWith }) => {
  const server = await ownServerWith('--in-memory', await logFileOf([record(1)]))
  expect(await server.stop('SIGINT')).toMatchObject({ status: 0, stderr: LOADING_OR_LOADED })
})

test('ends with status 0 when its terminal is closed', async ({ logFileOf, ownServerWith }) => {
  const server = await ownServerWith('--in-memory', await logFileOf([record(1)]))
  expect(await server.stop('SIGHUP')).toMatchObject({ status: 0, stderr: LOADING_OR_LOADED })
})

test('ends when npm start is ended', async ({ logFileOf }) => {
  const server = await npmStart(['--in-memory', await logFileOf([record(1)])])
  await server.stop()
  await expect(fetch(`${server.origin}/api/status`)).rejects.toThrow('fetch failed')
})

test('refuses a busy port in one sentence that names it', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  const ended = await runToEnd([SERVER, '--port', port, '--in-memory', '--no-live'])
  other.close()
  expect(ended.status).toBe(1)
  expect(oneSentence(ended.stderr)).toContain(port)
})

test('refuses a path that is not there in one sentence that names it', async ({ folder }) => {
  const missing = join(folder, 'no-such-folder')
  const ended = await runToEnd([SERVER, '--port', '0', '--in-memory', missing])
  expect(ended.status).toBe(1)
  expect(oneSentence(ended.stderr)).toContain(missing)
})

test('says in one sentence how to get what is on the web', async () => {
  const ended = await runToEnd([SERVER, '--port', '0', '--in-memory', 'https://example.com/trail.json.gz'])
  expect(ended.status).toBe(1)
  expect(oneSentence(ended.stderr)).toContain('curl -L -o trail.json.gz https://example.com/trail.json.gz')
})

test('loads standard input while it serves, and ends while that is open', async () => {
  const { process, serving } = startingConsole(['--in-memory', '-'], { hasInput: true })
  const server = await serving
  const log = gzipSync(JSON.stringify({ Records: [record(1), record(2)] }))
  process.stdin?.write(log.subarray(0, 50))
  const loading = async () => (await (await fetch(`${server.origin}/api/status`)).json()).loading
  await expect.poll(loading).toMatchObject({ files: 1, filesDone: 0 })
  process.stdin?.end(log.subarray(50))
  await server.loaded
  expect(server.output()).toContain('Loaded 1 log file: 2 records, 2 new events')
  expect(await server.stop()).toMatchObject({ status: 0 })
  const open = startingConsole(['--in-memory', '-'], { hasInput: true })
  expect(await (await open.serving).stop()).toMatchObject({ status: 0 })
})

test('refuses an option it does not know in one sentence that names it', async () => {
  const ended = await runToEnd([SERVER, '--prot', '0'])
  expect(ended.status).toBe(1)
  expect(oneSentence(ended.stderr)).toContain('--prot')
})

test('refuses to serve without an engine that it can load, in one sentence that says what to do', async () => {
  // Outside of the project, whose own packages would be found from anywhere within.
  const installed = await mkdtemp(join(tmpdir(), 'event-history-test-'))
  const modules = join(installed, 'node_modules')
  await cp(dirname(SERVER), join(installed, 'dist/server'), { recursive: true })
  for (const name of ['@duckdb/node-api', '@duckdb/node-bindings', 'detect-libc'])
    await cp(join(MODULES, name), join(modules, name), { recursive: true })
  const refused = async () => {
    const ended = await runToEnd([join(installed, 'dist/server/main.js'), '--port', '0', '--in-memory'])
    expect(ended).toMatchObject({ status: 1, stdout: '' })
    const sentence = oneSentence(ended.stderr)
    expect(sentence).toContain(`${process.platform} ${process.arch}`)
    expect(sentence).toContain('Delete node_modules')
  }
  await refused()
  const ofAnotherMachine = join(modules, `@duckdb/node-bindings-${process.platform}-${process.arch}`)
  await mkdir(ofAnotherMachine)
  await writeFile(join(ofAnotherMachine, 'duckdb.node'), 'built for another machine')
  await refused()
  await rm(installed, { recursive: true })
})

test('refuses to serve on a processor without the vector instructions that it needs, in one sentence', async () => {
  const ended = await runToEnd(['--no-enable-sse4-1', SERVER, '--port', '0', '--in-memory'])
  // Other processors have no such option.
  test.skip(ended.stderr.includes('bad option'), 'Only an x86 processor can do without.')
  expect(ended).toMatchObject({ status: 1, stdout: '' })
  expect(oneSentence(ended.stderr)).toContain('SSE4.1')
})

test('npm start passes its options on: --help explains them, --version tells the version', async () => {
  const help = await runToEnd([START, '--help'])
  expect(help.status).toBe(0)
  for (const option of ['--port', '--host', '--data', '--in-memory', '--seed', '--no-live', '--version']) {
    expect(help.stdout).toContain(option)
  }
  const version = await runToEnd([START, '--version'])
  expect(version).toMatchObject({ status: 0 })
  expect(version.stdout.trim()).toContain(manifest.version)
})

test('serves the log files of a folder, however deep they lie', async ({ folder, ownServerWith }) => {
  await writeLogFile(folder, 'AWSLogs/2026/03/01/one.json.gz', [record(1), record(2)])
  await writeLogFile(folder, 'two.json', [record(3)])
  const server = await ownServerWith('--in-memory', folder)
  const status = async () => (await fetch(`${server.origin}/api/status`)).json()
  await expect.poll(status).toMatchObject({ source: 'log-files', loading: null, eventCount: 3, problems: 0 })
})

/** What was printed, when it is one line and no stack. */
function oneSentence(printed: string): string {
  expect(printed.trim().split('\n')).toHaveLength(1)
  return printed
}
