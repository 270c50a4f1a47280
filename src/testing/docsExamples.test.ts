import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { hintsFor } from '../filter/hints.ts'
import { formatFilterText, parseFilterText, readFilterLine } from '../filter/text.ts'
import { createApp } from '../server/app.ts'
import { parseOptions, USAGE } from '../server/options.ts'
import type { EventStore } from '../store/eventStore.ts'
import { servicesOf } from './servicesOf.ts'
import { storeOf } from './storeOf.ts'

const ROOT = join(import.meta.dirname, '../..')
const PAGES = [
  'start',
  'filters',
  'console',
  's3',
  'live-account',
  'network',
  'api-by-example',
  'debugging',
  'contributing',
]
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const README = textOf('README.md')
const TEXTS = [README, ...PAGES.map((page) => textOf(`src/docs/${page}.md`))]

const blocks = (text: string, language: string): readonly string[] =>
  Array.from(text.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs')), ([, code = '']) => code)
const SHELL_LINES = TEXTS.flatMap((text) => blocks(text, 'sh').flatMap((code) => code.trim().split('\n')))

describe('the commands of README and docs', () => {
  test('are scripts of the package', () => {
    const named = TEXTS.flatMap((text) =>
      Array.from(text.matchAll(/\bnpm run ([\w:]+)/g), ([, name = '']) => name),
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([])
  })

  test('start the console with valid options', () => {
    const started = SHELL_LINES.map((line) => line.replace(/\s+#.*/, '')).flatMap(
      (line) => /^(?:npx event-history-console|npm start(?: --)?)(.*)$/.exec(line)?.[1] ?? [],
    )
    expect(started.length).toBeGreaterThan(5)
    for (const words of started) {
      const argv = words.trim().split(/\s+/).filter(Boolean)
      expect(() =>
        parseOptions(
          argv.filter((word) => !/^(--token-file|token)$/.test(word)),
          {},
        ),
      ).not.toThrow()
    }
  })

  test('name every option, and no other', () => {
    const table = textOf('src/docs/start.md').split('## Options')[1]!.split('\n## ')[0]!
    const inTable = new Set(table.match(/--[a-z][a-z-]+(?=[ `])/g))
    const known = new Set(USAGE.match(/--[a-z][a-z-]+(?= )/g))
    expect([...inTable].toSorted()).toEqual([...known].toSorted())
  })
})

describe('the filters of README and docs', () => {
  const filters = [
    ...README.split('## Three filters')[1]!.split('\n## ')[0]!.split('\n'),
    ...textOf('src/docs/filters.md').split('## Conditions')[1]!.split('\nA value')[0]!.split('\n'),
  ].flatMap((line) =>
    line.startsWith('| ')
      ? Array.from(
          line
            .split(' | ')
            .slice(1)
            .join(' | ')
            .matchAll(/`([^`]+)`/g),
          ([, text = '']) => text,
        )
      : [],
  )
  const fenced = blocks(textOf('src/docs/filters.md'), 'text').map((code) => code.trim())

  test.each([...filters, ...fenced])('%s', (text) => {
    expect(hintsFor(text, readFilterLine(text))).toEqual([])
    const filter = parseFilterText(text)
    expect(filter.tokens.filter(({ kind }) => kind === 'unreadable')).toEqual([])
    expect(parseFilterText(formatFilterText(filter))).toEqual(filter)
  })
})

test('the speeds are in the benchmarks, where the bench writes them, and not in README', () => {
  expect(README.match(/\d[\d,.]* m?s\b/g)).toBeNull()
  const page = textOf('src/docs/benchmarks.md')
  const marks = Array.from(
    page.matchAll(/^<!-- (\/?)(bench: [\w ]+) -->$/gm),
    ([, end, name]) => `${end}${name}`,
  )
  expect(marks.filter((name) => !name.startsWith('/')).flatMap((name) => [name, `/${name}`])).toEqual(marks)
})

describe('the requests of the API by example', () => {
  let store: EventStore
  let app: Hono
  beforeAll(async () => {
    store = await storeOf([
      '{"eventID":"EVENT-ID","eventTime":"2026-02-03T10:00:00Z","eventSource":"s3.amazonaws.com","eventName":"DeleteBucket"}',
    ])
    app = createApp(servicesOf(store))
  })
  afterAll(() => store.close())

  const requests = blocks(textOf('src/docs/api-by-example.md'), 'sh').flatMap((code) =>
    code.trim().split('\n'),
  )

  test.each(requests)('%s', async (line) => {
    const url = /'(http:[^']+)'/.exec(line)?.[1] ?? ''
    const data = /(?:-d|--data) '([^']+)'/.exec(line)?.[1]
    const isUpload = line.includes('--data-binary')
    const method = /-X (\w+)/.exec(line)?.[1] ?? (data !== undefined || isUpload ? 'POST' : 'GET')
    const body = isUpload ? '{"Records":[]}' : data
    const response = await app.request(url, { method, ...(body && { body }) })
    expect([200, 201, 204]).toContain(response.status)
    await response.arrayBuffer()
  })
})
