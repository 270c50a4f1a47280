import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { launchCopy, type LaunchCopy } from '../testing/launchCopy.ts'

let project: LaunchCopy
let lock: string
beforeEach(async () => {
  project = await launchCopy()
  lock = join(project.folder, 'dist/.lock')
  await mkdir(join(project.folder, 'dist'))
})
afterEach(() => project.remove())

const ALONE = "import { alone } from './src/launch/lock.mjs'\n"
const TAKEN = `${ALONE} await alone(() => console.log('taken'), 1000)`

test('a lock whose process has ended is taken over at once', async () => {
  await writeFile(lock, String(spawnSync(process.execPath, ['--eval', '']).pid))
  expect(await project.start(TAKEN).ended).toEqual({ status: 0, output: 'taken\n' })
  expect(existsSync(lock)).toBe(false)
})

test('a lock whose process ID belongs to another process is taken over when it is not touched', async () => {
  await writeFile(lock, String(process.pid))
  const { status, output } = await project.start(TAKEN).ended
  expect(status).toBe(0)
  expect(output).toMatch(/^Waiting for another command .*\ntaken\n$/)
  expect(existsSync(lock)).toBe(false)
})

test('a command waits for a lock as long as its holder works', async () => {
  const works = `
    import { appendFileSync } from 'node:fs'
    import { watch } from 'node:fs/promises'
    ${ALONE}
    await alone(async () => {
      let touches = 0
      console.log('holds')
      for await (const { filename } of watch('dist')) if (filename === '.lock' && ++touches === 30) break
      appendFileSync('order', 'first, ')
    }, 2000)`
  const waits = `
    import { appendFileSync } from 'node:fs'
    ${ALONE}
    await alone(() => appendFileSync('order', 'second'), 2000)`
  const first = project.start(works)
  await first.said('holds')
  const second = project.start(waits)
  expect((await Promise.all([first.ended, second.ended])).map(({ status }) => status)).toEqual([0, 0])
  expect(await readFile(join(project.folder, 'order'), 'utf8')).toBe('first, second')
})
