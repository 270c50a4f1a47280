import { join } from 'node:path'
import { expect, test } from 'vitest'
import { callerFolder } from './callerFolder.ts'
import { dataFolder } from './dataFolder.ts'
import { parseOptions } from './options.ts'

const PROJECT = join(import.meta.dirname, 'project')
const BUILT = join(PROJECT, 'dist/server')
const INSTALLED = join(PROJECT, 'node_modules/event-history-console/dist/server')

test.each([
  ['in the project’s folder', [], BUILT, join(PROJECT, '.event-history')],
  ['of a package, in the current folder', [], INSTALLED, join(callerFolder(), '.event-history')],
  ['where --data says', ['--data', 'here'], BUILT, join(callerFolder(), 'here')],
  ['nowhere with --in-memory', ['--in-memory'], BUILT, null],
])('the event data store is %s', (_, argv, program, folder) => {
  expect(dataFolder(parseOptions(argv, {}), program)).toBe(folder)
})
