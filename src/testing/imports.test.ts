import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

/** The map of the house: each folder of src, and the folders beside itself that it may import. */
const MAP: Readonly<Record<string, readonly string[]>> = {
  cloudtrail: [],
  filter: ['cloudtrail'],
  sql: ['cloudtrail', 'filter'],
  api: ['cloudtrail', 'filter'],
  encryption: [],
  integrity: ['cloudtrail'],
  store: ['cloudtrail', 'filter'],
  ingest: ['cloudtrail', 'encryption'],
  sources: ['cloudtrail', 'ingest'],
  account: ['cloudtrail'],
  aws: ['cloudtrail', 'filter', 'encryption', 'store', 'account'],
  trails: ['cloudtrail', 'encryption', 'integrity', 'sources', 'account', 'aws'],
  server: [
    'cloudtrail',
    'filter',
    'sql',
    'api',
    'encryption',
    'integrity',
    'store',
    'ingest',
    'sources',
    'account',
    'aws',
    'trails',
    'docs',
  ],
  console: ['cloudtrail', 'filter', 'sql', 'api', 'docs'],
  bench: ['account', 'api', 'launch'],
  proof: [
    'cloudtrail',
    'filter',
    'sql',
    'api',
    'encryption',
    'integrity',
    'store',
    'ingest',
    'sources',
    'account',
    'aws',
    'trails',
    'server',
    'bench',
    'launch',
  ],
  docs: ['cloudtrail', 'filter'],
  launch: ['server'],
  testing: [
    'cloudtrail',
    'filter',
    'sql',
    'api',
    'encryption',
    'integrity',
    'store',
    'ingest',
    'sources',
    'account',
    'aws',
    'trails',
    'server',
    'launch',
  ],
}

/** Folders that know neither Node nor any package, but for those named. */
const PURE: Readonly<Record<string, readonly string[]>> = {
  cloudtrail: [],
  filter: ['fastest-levenshtein', 'ipaddr.js'],
  sql: [],
  api: ['valibot', '@valibot/to-json-schema'],
  account: [],
}

/** Rooms of the console in which every folder is a part of its own. */
const ROOMS_IN_CONSOLE = ['panels', 'models']

/** Where panels are composed, as they are at the console's root. */
const COMPOSING_IN_CONSOLE = ['pages', 'opened-event', 'first-view']

interface Import {
  /** The importing file, from src: `filter/token.ts`. */
  readonly from: string
  /** The imported file, from src, or a package as it is written. */
  readonly to: string
  readonly kind: 'file' | 'package'
}

const SRC = fileURLToPath(new URL('..', import.meta.url))
const FILES = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(tsx?|mjs)$/.test(file))
const IMPORTS = FILES.flatMap((file) => importsIn(file, readFileSync(join(SRC, file), 'utf8')))
const FOLDERS = readdirSync(SRC, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

describe('the map of src', () => {
  it('has every folder', () => {
    expect(FOLDERS.filter((folder) => !(folder in MAP))).toEqual([])
  })

  it('explains every folder in a README', () => {
    expect(FOLDERS.filter((folder) => !existsSync(join(SRC, folder, 'README.md')))).toEqual([])
  })

  it('has every import in the right direction', () => {
    expect(broken(IMPORTS, leavesTheMap)).toEqual([])
  })

  it('lets only tests, proofs, the bench and the contract of the store import src/testing', () => {
    expect(
      broken(
        IMPORTS,
        ({ from, to }) =>
          inTesting(to) &&
          !inTesting(from) &&
          !isTest(from) &&
          !/^(?:proof|bench|store\/contract)\//.test(from),
      ),
    ).toEqual([])
  })

  it('keeps Node and packages out of the pure folders', () => {
    expect(broken(IMPORTS, dirtiesPureFolder)).toEqual([])
  })

  it('lets only openStore.ts know the engines', () => {
    expect(broken(IMPORTS, reachesIntoStore)).toEqual([])
  })

  it('keeps Node out of the console', () => {
    expect(broken(IMPORTS, bringsNodeToBrowser)).toEqual([])
  })

  it('keeps the panels of the console apart', () => {
    expect(broken(IMPORTS, reachesIntoPanel)).toEqual([])
  })

  it('has no circular imports, types included', () => {
    expect(circles(IMPORTS)).toEqual([])
  })
})

describe('reading imports', () => {
  it('finds every form of import, and none in comments and strings', () => {
    const source = `
      import a, { type B } from '../filter/a.ts'
      import type { C } from './c.ts'
      import 'styles.css'
      export * from 'node:fs'
      export { d } from '../api/d.ts'
      const e = await import('./e.ts')
      type F = import('./f.ts').F
      new Worker(new URL('../ingest/worker.ts', import.meta.url))
      // import '../console/no.ts'
      const text = "import '../console/no.ts'"`
    expect(importsIn('server/x.ts', source).map(({ to }) => to)).toEqual([
      'filter/a.ts',
      'server/c.ts',
      'styles.css',
      'node:fs',
      'api/d.ts',
      'server/e.ts',
      'server/f.ts',
      'ingest/worker.ts',
    ])
  })

  it('reports imports against the map', () => {
    expect(leavesTheMap(byFile('filter/token.ts', 'cloudtrail/event.ts'))).toBe(false)
    expect(leavesTheMap(byFile('cloudtrail/event.ts', 'filter/token.ts'))).toBe(true)
    expect(leavesTheMap(byFile('console/App.tsx', 'server/app.ts'))).toBe(true)
    expect(leavesTheMap(byFile('server/app.ts', 'console/App.tsx'))).toBe(true)
    expect(leavesTheMap(byFile('filter/token.test.ts', 'testing/record.ts'))).toBe(false)
  })

  it('reports imports into the inside of the store', () => {
    expect(reachesIntoStore(byFile('server/open.ts', 'store/openStore.ts'))).toBe(false)
    expect(reachesIntoStore(byFile('server/open.ts', 'store/duckdb/openDuckDB.ts'))).toBe(true)
    expect(reachesIntoStore(byFile('server/open.ts', 'store/plan/timeMap.ts'))).toBe(true)
    expect(reachesIntoStore(byFile('store/openStore.ts', 'store/duckdb/openDuckDB.ts'))).toBe(false)
    expect(reachesIntoStore(byFile('store/eventStore.ts', 'store/duckdb/openDuckDB.ts'))).toBe(true)
    expect(reachesIntoStore(byFile('store/plan/timeMap.ts', 'store/duckdb/rows.ts'))).toBe(true)
    expect(reachesIntoStore(byFile('store/duckdb/rows.ts', 'store/plan/timeMap.ts'))).toBe(false)
  })

  it('reports imports into another panel', () => {
    const isRefused = (from: string, to: string) =>
      reachesIntoPanel(byFile(`console/${from}`, `console/${to}`))
    expect(isRefused('panels/histogram/Histogram.tsx', 'models/queries/histogram.ts')).toBe(false)
    expect(isRefused('panels/histogram/Histogram.tsx', 'panels/histogram/bars.ts')).toBe(false)
    expect(isRefused('panels/histogram/Histogram.tsx', 'panels/event-list/EventList.tsx')).toBe(true)
    expect(isRefused('panels/histogram/Histogram.tsx', 'ui/Tree.tsx')).toBe(false)
    expect(isRefused('App.tsx', 'panels/event-list/EventList.tsx')).toBe(false)
    expect(isRefused('pages/event-history/EventHistoryPage.tsx', 'panels/event-list/EventList.tsx')).toBe(
      false,
    )
    expect(isRefused('panels/event-list/EventList.tsx', 'pages/event-history/EventHistoryPage.tsx')).toBe(
      true,
    )
    expect(isRefused('models/queries/histogram.ts', 'panels/histogram/bars.ts')).toBe(true)
    expect(isRefused('ui/Tree.tsx', 'models/address/address.ts')).toBe(true)
    expect(reachesIntoPanel(byFile('console/ui/Tree.tsx', 'cloudtrail/event.ts'))).toBe(true)
  })
})

describe('finding circular imports', () => {
  it('names the files of each circle, and none that only leads into or out of it', () => {
    const imports = [
      byFile('api/in.ts', 'api/a.ts'),
      byFile('api/a.ts', 'api/b.ts'),
      byFile('api/b.ts', 'api/c.ts'),
      byFile('api/c.ts', 'api/a.ts'),
      byFile('api/c.ts', 'api/out.ts'),
      byFile('filter/self.ts', 'filter/self.ts'),
    ]
    expect(circles(imports)).toEqual(['src/api/a.ts, src/api/b.ts, src/api/c.ts', 'src/filter/self.ts'])
  })
})

function byFile(from: string, to: string): Import {
  return { from, to, kind: 'file' }
}

function leavesTheMap({ from, to, kind }: Import): boolean {
  const [here, there] = [folderOf(from), folderOf(to)]
  if (kind === 'package' || here === there || inTesting(to)) return false
  return there in MAP && !MAP[here]?.includes(there)
}

function dirtiesPureFolder({ from, to, kind }: Import): boolean {
  const packages = PURE[folderOf(from)]
  return packages !== undefined && kind === 'package' && !isTest(from) && !packages.includes(to)
}

/**
 * The folders of `store` are its own; the engines, which keep events, only openStore.ts opens.
 */
function reachesIntoStore({ from, to }: Import): boolean {
  const [room, thereRoom] = [roomOfStore(from), roomOfStore(to)]
  if (thereRoom === null || room === thereRoom) return false
  if (folderOf(from) !== 'store')
    return !(folderOf(from) === 'testing' && ['segments', 'clickhouse'].includes(thereRoom))
  return !['plan', 'sql', 'contract', 'segments'].includes(thereRoom) && from !== 'store/openStore.ts'
}

/** `console/build` is no part of the page: Vite runs it. */
function bringsNodeToBrowser({ from, to }: Import): boolean {
  return folderOf(from) === 'console' && partOf(from) !== 'build' && to.startsWith('node:') && !isTest(from)
}

/**
 * The root and the pages compose the panels; `ui` is free of events and of the other shared parts.
 */
function reachesIntoPanel({ from, to, kind }: Import): boolean {
  if (folderOf(from) !== 'console' || kind === 'package' || isTest(from)) return false
  const [here, there] = [partOf(from), partOf(to)]
  if (here === null || here === there || COMPOSING_IN_CONSOLE.includes(here)) return false
  if (here === 'ui') return true
  return there !== null && there !== 'ui' && !there.startsWith('models/')
}

/** A line for each import that breaks the rule: who imports what. */
function broken(imports: readonly Import[], rule: (one: Import) => boolean): readonly string[] {
  return imports.filter(rule).map(({ from, to }) => `src/${from} imports ${to}`)
}

/** A line for each group of files that import one another, directly or through others. */
function circles(imports: readonly Import[]): readonly string[] {
  const imported = new Map<string, Import[]>()
  for (const one of imports) imported.set(one.from, [...(imported.get(one.from) ?? []), one])
  const reached = new Map([...imported.keys()].map((file) => [file, reachedFrom(file, imported)]))
  const lines = [...reached].map(([file, there]) =>
    [...there]
      .filter((other) => reached.get(other)?.has(file))
      .toSorted()
      .map((other) => `src/${other}`)
      .join(', '),
  )
  return [...new Set(lines)].filter((line) => line !== '')
}

/**
 * Every file that `file` imports, directly or through others; itself only when it is in a circle.
 */
function reachedFrom(file: string, imported: ReadonlyMap<string, readonly Import[]>): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [file]
  for (const next of waiting)
    for (const { to } of imported.get(next) ?? [])
      if (!reached.has(to)) {
        reached.add(to)
        waiting.push(to)
      }
  return reached
}

function folderOf(file: string): string {
  return file.split('/')[0] ?? ''
}

/**
 * The part of the console that a file is in: `panels/histogram`, `ui`. null for the files at its
 * root and elsewhere.
 */
function partOf(file: string): string | null {
  const [folder, room, part, ...rest] = file.split('/')
  if (folder !== 'console' || room === undefined || part === undefined) return null
  return ROOMS_IN_CONSOLE.includes(room) && rest.length > 0 ? `${room}/${part}` : room
}

/** The folder inside `store`; null for the files at its root and for everything elsewhere. */
function roomOfStore(file: string): string | null {
  const [folder, room, ...rest] = file.split('/')
  return folder === 'store' && rest.length > 0 ? (room ?? null) : null
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file)
}

function inTesting(file: string): boolean {
  return folderOf(file) === 'testing'
}

/**
 * In the order of the text: imports, re-exports, `import()`, the types of `import('...')`, and `new
 * URL('...', import.meta.url)`.
 */
function importsIn(file: string, source: string): readonly Import[] {
  const { program, module } = parseSync(file, source)
  const written = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest),
    ...module.staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest)),
    ...module.dynamicImports.map(({ moduleRequest }) => moduleRequest),
  ].filter((request) => request !== null)
  const places = new Map(written.map(({ start, end }) => [start, source.slice(start + 1, end - 1)]))
  walk(program, (node) => {
    const literal =
      node['type'] === 'TSImportType'
        ? node['source']
        : node['type'] === 'NewExpression' && isNamed(node['callee'], 'URL') && isList(node['arguments'])
          ? node['arguments'][0]
          : undefined
    if (isNode(literal) && typeof literal['value'] === 'string') {
      places.set(Number(literal['start']), literal['value'])
    }
  })
  return [...places]
    .toSorted(([a], [b]) => a - b)
    .map(([, request]) =>
      request.startsWith('.')
        ? { from: file, to: inSrc(file, request), kind: 'file' }
        : { from: file, to: request, kind: 'package' },
    )
}

function inSrc(file: string, request: string): string {
  const [path = ''] = request.split('?')
  return relative(SRC, join(SRC, dirname(file), path)).replaceAll('\\', '/')
}

type SyntaxNode = Readonly<Record<string, unknown>>

function walk(value: unknown, visit: (node: SyntaxNode) => void): void {
  if (isList(value)) for (const one of value) walk(one, visit)
  else if (isNode(value)) {
    visit(value)
    for (const child of Object.values(value)) walk(child, visit)
  }
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isNamed(value: unknown, name: string): boolean {
  return isNode(value) && value['name'] === name
}
