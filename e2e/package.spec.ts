import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@playwright/test'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const NAME = 'event-history-console'

const RECORD = {
  eventVersion: '1.08',
  eventTime: '2026-02-03T10:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'DeleteBucket',
  eventID: 'package-1',
}

let folder: string
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'event-history-package-'))
})
test.afterAll(() => rm(folder, { recursive: true }))

test('the package, installed in an empty folder, shows log files without building or downloading anything', async () => {
  await installPackage()
  await writeFile(join(folder, 'trail.json'), JSON.stringify({ Records: [RECORD] }))
  const { bin } = JSON.parse(await readFile(join(folder, 'node_modules', NAME, 'package.json'), 'utf8')) as {
    readonly bin: Readonly<Record<string, string>>
  }
  const child = spawn(
    process.execPath,
    [join(folder, 'node_modules', NAME, bin[NAME]!), 'trail.json', '--port', '0'],
    // npm names the folder that it was called in.
    { cwd: folder, env: { ...process.env, INIT_CWD: folder } },
  )
  const closed = once(child, 'close')
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  try {
    await expect.poll(() => output).toMatch(/http:\/\/127\.0\.0\.1:\d+\//)
    const [origin = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(output) ?? []
    await expect
      .poll(
        async () =>
          ((await (await fetch(`${origin}/api/status`)).json()) as { eventCount: number }).eventCount,
      )
      .toBe(1)
    const text = async (path: string) => (await fetch(origin + path)).text()
    expect(await text('/')).toContain('<div id="app">')
    expect(await text('/docs/')).toContain('Documentation')
    expect(await text('/third-party-licenses.txt')).toContain('## react - ')
    expect(await readdir(folder)).toContain('.event-history')
  } finally {
    child.kill()
    await closed
  }
})

/** As npm installs it: the package's own files, and its one dependency, which is here already. */
async function installPackage() {
  const { stdout: output } = spawnSync(
    `npm pack --ignore-scripts --json --loglevel=error --pack-destination "${folder}"`,
    { cwd: ROOT, encoding: 'utf8', shell: true },
  )
  const [{ filename, files }] = JSON.parse(output.slice(output.indexOf('['))) as [
    { readonly filename: string; readonly files: readonly { readonly path: string }[] },
  ]
  const outside = files.filter(({ path }) => !/^(?:dist\/(?:console|docs|server)|src\/launch)\//.test(path))
  expect(outside.map(({ path }) => path).toSorted()).toEqual(['LICENSE', 'README.md', 'package.json'])
  expect(files.filter(({ path }) => /\.map$|\.test\.|server\/(?:bench|fuzz|crash)/.test(path))).toEqual([])

  const modules = join(folder, 'node_modules')
  await mkdir(modules)
  expect(spawnSync('tar', ['-xzf', filename], { cwd: folder }).status).toBe(0)
  const { dependencies } = JSON.parse(await readFile(join(folder, 'package/package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>
  }
  expect(Object.keys(dependencies)).toEqual(['@duckdb/node-api'])
  await rename(join(folder, 'package'), join(modules, NAME))
  await symlink(join(ROOT, 'node_modules/@duckdb'), join(modules, '@duckdb'), 'junction')
}
