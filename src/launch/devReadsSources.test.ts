import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const COPIED = ['src', 'public', 'index.html', 'package.json', 'tsconfig.json', 'vite.config.ts']
const PATIENCE_MS = 120_000

/** What `npm run dev` does once everything is installed, with a cache of its own. */
const START = `
  import { createServer } from 'vite'
  const vite = await createServer({ root: import.meta.dirname, cacheDir: '.vite', optimizeDeps: { noDiscovery: true } })
  await vite.listen()
  vite.printUrls()`

const SAID = 'This is an empty object, not a CloudTrail record.'
const EDITED = 'It is an object without members.'

test(
  'an edit of how log files are read takes effect while the console runs, without a build',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'event-history-test-'))
    for (const name of COPIED) await cp(join(ROOT, name), join(folder, name), { recursive: true })
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction')
    await writeFile(join(folder, 'dev.mjs'), START)
    const server = start(folder)
    try {
      const origin = await server.origin
      const upload = async () =>
        (await fetch(`${origin}/api/log-files`, { method: 'POST', body: '{}' })).text()
      expect(await upload()).toContain(SAID)
      const edited = join(folder, 'src/ingest/shapes/describeForeign.ts')
      const source = await readFile(edited, 'utf8')
      expect(source).toContain(SAID)
      await writeFile(edited, source.replace(SAID, EDITED))
      await expect.poll(upload, { timeout: PATIENCE_MS }).toContain(EDITED)
    } finally {
      await server.stop()
      await rm(folder, { recursive: true })
    }
  },
  PATIENCE_MS,
)

function start(folder: string) {
  // Without what marks this process as a test.
  const { VITEST: _, NODE_ENV: __, ...env } = process.env
  const child = spawn(
    process.execPath,
    ['dev.mjs', '--port', '0', '--in-memory', join(folder, 'package.json')],
    {
      cwd: folder,
      env: { ...env, NO_COLOR: '1' },
    },
  )
  const ended = once(child, 'close')
  let output = ''
  const origin = new Promise<string>((found, reject) => {
    void ended.then(() => reject(new Error(`It ended before it served: ${output}`)))
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text
        const [, port] = /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)\//.exec(output) ?? []
        if (port) found(`http://127.0.0.1:${port}`)
      })
  })
  return {
    origin,
    stop: async () => {
      child.kill()
      await ended
    },
  }
}
