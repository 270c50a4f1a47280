import { expect, test } from 'vitest'
import { proposedStoreName } from './proposedStoreName.ts'

test.each([
  [['incident/AWSLogs/a.json.gz', 'incident/b.json.gz'], 'incident'],
  [['trail.json.gz'], 'trail'],
  [['a.json', 'b.json'], 'Log files'],
  [['one/a.json', 'two/b.json'], 'Log files'],
  [['.json'], 'Log files'],
  [[`${'x'.repeat(100)}.json`], 'x'.repeat(60)],
])('%j are proposed to be named %s', (files, name) => {
  expect(proposedStoreName(files, ['Simulated account'])).toBe(name)
  expect(proposedStoreName(files, [name, `${name} 2`])).toBe(`${name} 3`)
})
