import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { launchCopy, type LaunchCopy } from '../testing/launchCopy.ts'

let project: LaunchCopy
beforeEach(async () => {
  project = await launchCopy()
})
afterEach(() => project.remove())

const INSTALL = `
  import { installIfNeeded } from './src/launch/install.mjs'
  import { main } from './src/launch/run.mjs'
  await main(installIfNeeded)`

/** Leaves the project without packages, except some that its lock file lacks. */
async function projectOf(notLocked: Readonly<Record<string, string>>) {
  const about = { name: 'project', version: '1.0.0' }
  const write = (file: string, json: unknown) => writeFile(join(project.folder, file), JSON.stringify(json))
  await write('package.json', { ...about, dependencies: notLocked })
  await write('package-lock.json', { ...about, lockfileVersion: 3, requires: true, packages: { '': about } })
}

test('packages whose engine does not load do not count as installed, and one sentence says what to do', async () => {
  await projectOf({})
  for (const attempt of ['first', 'second']) {
    const { status, output } = await project.start(INSTALL).ended
    expect(status, attempt).toBe(1)
    const [saidFirst, sentence, ...more] = output.trim().split('\n')
    expect(saidFirst, attempt).toBe('Installing packages ...')
    expect(sentence).toContain(
      `DuckDB, was installed but cannot be loaded on ${process.platform} ${process.arch}`,
    )
    expect(sentence).toContain('npm config list')
    expect(more).toEqual([])
  }
})

test('packages that are not locked are not installed', async () => {
  await projectOf({ hono: '4.13.19' })
  const { status, output } = await project.start(INSTALL).ended
  expect(status).toBe(1)
  expect(output).toContain('Missing: hono@4.13.19 from lock file')
  expect(output).toContain('Installing the packages failed; the reason is above.')
  expect(existsSync(join(project.folder, 'node_modules/hono'))).toBe(false)
})
